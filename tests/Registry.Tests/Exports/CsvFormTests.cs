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
    private static async Task<string> TableAsync(string number, bool chinese = false)
    {
        var entry = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = "lookup-1", At = DateTimeOffset.UnixEpoch, Actor = new("330100", "330100-licensing", "official"), Case = number, Blind = StagedEntries.NewBlind(),
        });
        using var output = new MemoryStream();
        await using (var form = new CsvForm(output, chinese))
        {
            await form.BeginAsync(new ExportHead("export-1", "", "note"));
            await form.WriteAsync([new(0, entry.Bytes)], TestContext.Current.CancellationToken);
            await form.EndAsync(1);
        }
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public async Task For_a_Chinese_reader_titles_are_Chinese_and_times_those_of_Beijing_and_for_a_program_neither()
    {
        var rows = (await TableAsync("1", chinese: true)).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("\"序号\",\"条目编号\",\"时间（北京时间）\"", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("\"0\",\"lookup-1\",\"1970-01-01 08:00:00.000\"", rows[1], StringComparison.Ordinal);
        var plain = (await TableAsync("1")).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("\"index\",\"id\",\"at\"", plain[0], StringComparison.Ordinal);
        Assert.StartsWith("\"0\",\"lookup-1\",\"1970-01-01T00:00:00.000Z\"", plain[1], StringComparison.Ordinal);
        Assert.Equal(rows[0].Count(c => c == ','), plain[0].Count(c => c == ','));
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
