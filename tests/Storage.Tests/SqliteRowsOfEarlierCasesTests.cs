using CreditShare.Domain.Cases;
using CreditShare.Sqlite;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>
/// Cases that an earlier version of the program kept, each in a row of its own under a hash. SQLite only: there a script of the schema moves the rows; MongoDB finds the earlier documents where they are.
/// </summary>
public sealed class SqliteRowsOfEarlierCasesTests : IDisposable
{
    private const int ScriptsThen = 11;
    private const string Agency = "330100-market";
    private static readonly DateOnly ClaimBy = new(2026, 11, 30);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Are_found_listed_and_spoken_of_as_before()
    {
        var open = Case(new string('a', 32));
        var claimed = Case(new string('b', 32)).With(0, CaseFactKind.Claimed, new(new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero), "officer", "claim"));
        await KeepAsItWasAsync(open, claimed);

        await using var store = new SqliteStore(folder.File("registry.db"));
        var cases = new SqliteCaseStore(store);
        Assert.Equal([Text(claimed), Text(open)], (await cases.FindAsync([claimed.Id, open.Id], Cancel)).Select(Text));
        Assert.Equal([Text(open)], (await cases.ListAsync(new() { Agency = Agency, Phases = [CasePhase.Open], Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal(2, (await cases.AllAsync(null, 1000, Cancel)).Count);
        var taken = open.With(0, CaseFactKind.Claimed, new(new(2026, 11, 4, 1, 0, 0, TimeSpan.Zero), "officer", "claim-2"));
        await cases.ReplaceAsync(taken, 1, Cancel);
        await cases.OpenAsync([open], Cancel);
        Assert.Equal([Text(open with { Rounds = taken.Rounds }), Text(claimed)], (await cases.ListAsync(new() { Agency = Agency, Phases = [CasePhase.Claimed], Limit = 9 }, Cancel)).Select(Text));
    }

    private async Task KeepAsItWasAsync(params MeasureCase[] cases)
    {
        await using var file = new SqliteDatabase(new() { File = folder.File("registry.db") }, [.. SqliteSchema.Scripts.Take(ScriptsThen)]);
        await file.WriteAsync(session =>
        {
            foreach (var held in cases)
                session.Execute("INSERT INTO cases VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", held.Id, held.Agency, (int)held.Round.Phase, "2026-11-30", held.Revision, CaseJson.Write(held));
        }, Cancel);
    }

    private static string Text(MeasureCase held) => System.Text.Encoding.UTF8.GetString(CaseJson.Write(held));

    private static MeasureCase Case(string id) => new()
    {
        Id = id,
        RecordCity = "341000",
        SourceId = $"P-{id[0]}",
        Subject = "91330106000000019X",
        Measure = "M08",
        Agency = Agency,
        City = "330100",
        Rounds =
        [
            new()
            {
                Version = 1, OpenedAt = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero), Edition = "2026-08-15", Bases = [new("ZJ-CREDIT", 23, null, 2)], WorkingDays = 20, ClaimBy = ClaimBy, Item = "GEN-03", DecidedOn = new(2026, 6, 1),
            },
        ],
    };
}
