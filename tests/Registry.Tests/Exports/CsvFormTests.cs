using System.Globalization;
using System.Text;
using CreditShare.Committee.Exports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CsvHelper;

namespace CreditShare.Registry.Tests.Exports;

/// <summary>What leaves for a spreadsheet runs there as no formula.</summary>
public sealed class CsvFormTests
{
    private static async Task<string> TableAsync(string number)
    {
        var entry = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = "lookup-1", At = DateTimeOffset.UnixEpoch, Actor = new("330100", "330100-licensing", "official"), Case = number, Blind = StagedEntries.NewBlind(),
        });
        using var output = new MemoryStream();
        await using (var form = new CsvForm(output))
        {
            await form.BeginAsync(new ExportHead("export-1", "", "note"));
            await form.WriteAsync([new(0, entry.Bytes)], TestContext.Current.CancellationToken);
            await form.EndAsync(1);
        }
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("'text", "''text")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData(" \u00A0@x", "' \u00A0@x")]
    [InlineData("\U000E0041=1", "'\U000E0041=1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("a;=1 1", "a;=1 1")]
    [InlineData("杭样〔2026〕1号", "杭样〔2026〕1号")]
    public async Task A_cell_that_would_run_is_text_and_every_cell_is_quoted(string number, string cell)
    {
        var table = await TableAsync(number);
        using var csv = new CsvReader(new StringReader(table.TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        Assert.True(await csv.ReadAsync() && csv.ReadHeader() && await csv.ReadAsync());
        Assert.Equal(cell, csv.GetField("case"));
        Assert.Contains($",\"{cell}\",", table, StringComparison.Ordinal);
        Assert.All(table.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries), row => Assert.True(row.StartsWith('"') && row.EndsWith('"')));
    }
}
