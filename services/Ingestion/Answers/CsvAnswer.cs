using System.Globalization;
using System.Text;
using CreditShare.Domain.Normalising;
using CsvHelper;
using CsvHelper.Configuration;

namespace CreditShare.Ingestion.Answers;

/// <summary>A CSV file on its way out: UTF-8 with a mark, by which spreadsheets know it, every cell quoted and guarded against being taken for a formula.</summary>
internal sealed class CsvAnswer(Stream output) : IAsyncDisposable
{
    private const int RowsHeld = 200;

    private readonly CsvWriter csv = new(
        new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = _ => true });

    private int rows;

    public async Task RowAsync(params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(FormulaGuard.Guard(cell));
        await csv.NextRecordAsync();
        if (++rows % RowsHeld == 0)
            await csv.FlushAsync();
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();
}
