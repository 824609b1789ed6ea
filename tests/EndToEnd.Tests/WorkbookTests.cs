using System.Net;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>A workbook through the front door.</summary>
public sealed class WorkbookTests
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Made(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Ingestion.Tests", "Imports", "Files", name));

    [Fact]
    public async Task A_workbook_is_decided_row_by_row_sent_again_is_repeated_and_what_is_none_is_refused_with_the_way_out()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var bureau = system.Bureau();
        foreach (var outcome in (string[])["accepted", "repeated"])
        {
            var (status, receipt) = await bureau.PushAsync(Made("penalties.xlsx"), Cancel, Workbook);
            Assert.Equal(HttpStatusCode.Accepted, status);
            var decided = await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
            Assert.Equal("XLSX", decided.GetProperty("format").GetString());
            Assert.Equal((3, 3), (decided.GetProperty("counts").GetProperty("received").GetInt32(), decided.GetProperty("counts").GetProperty(outcome).GetInt32()));
        }
        foreach (var (name, type, code) in new[] { ("penalties.xls", Workbook, "old-excel"), ("penalties.ods", "application/vnd.ms-excel", "open-document"), ("penalties.xlsx", "text/csv", "not-csv") })
        {
            var (status, problem) = await bureau.PushAsync(Made(name), Cancel, type);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (status, problem.GetProperty("code").GetString()));
        }
    }
}
