using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;
using CreditShare.Storage;

namespace CreditShare.Committee.Exports;

/// <summary>A line for what it was taken from, a line an entry with its leaf as it was hashed, a last line that says that all is there.</summary>
internal sealed class NdjsonForm(Stream output) : IExportForm
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task BeginAsync(ExportHead head) => LineAsync(head);

    public async Task WriteAsync(IReadOnlyList<SequencedEntry> entries, CancellationToken ct)
    {
        using var lines = new MemoryStream();
        foreach (var (index, bytes) in entries)
        {
            lines.Write(Encoding.UTF8.GetBytes($"{{\"index\":{index},\"entry\":"));
            lines.Write(bytes);
            lines.Write("}\n"u8);
        }
        await output.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), ct);
    }

    public Task EndAsync(long count) => LineAsync(new { complete = true, entries = count });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task LineAsync<T>(T value)
    {
        await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, Json));
        await output.WriteAsync("\n"u8.ToArray());
    }
}
