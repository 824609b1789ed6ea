using CreditShare.Domain.Cases;
using CreditShare.Domain.Records;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's case store promises. An engine subclasses it.</summary>
public abstract class CaseStoreContract
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 11, 30);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ICaseStore Store { get; }

    [Fact]
    public async Task A_case_is_opened_once_and_the_first_one_stands()
    {
        var opened = Case(1);
        await Store.OpenAsync([opened], Cancel);
        var claimed = opened.With(0, CaseFactKind.Claimed, new(Opened, "officer", "claim-1"));
        await Store.ReplaceAsync(claimed, opened.Revision, Cancel);
        await Store.OpenAsync([Case(2), opened, Case(3)], Cancel);
        await Store.OpenAsync([], Cancel);
        var found = await Store.FindAsync([opened.Id, Case(2).Id, Case(4).Id], Cancel);
        Assert.Equal(new[] { Text(claimed), Text(Case(2)) }.Order(), found.Select(Text).Order());
        Assert.Empty(await Store.FindAsync([], Cancel));
    }

    [Fact]
    public async Task Of_many_that_would_add_a_fact_to_one_revision_one_succeeds()
    {
        var opened = Case(1);
        await Store.OpenAsync([opened], Cancel);
        var tries = Enumerable.Range(0, 8).Select(async n =>
        {
            try
            {
                await Store.ReplaceAsync(opened.With(0, CaseFactKind.Claimed, new(Opened, $"officer-{n}", $"claim-{n}")), opened.Revision, Cancel);
                return 1;
            }
            catch (StoreConflictException)
            {
                return 0;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(tries)).Sum());
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplaceAsync(Case(9), 1, Cancel));
        Assert.Equal(2, Assert.Single(await Store.FindAsync([opened.Id], Cancel)).Revision);
    }

    [Fact]
    public async Task A_list_is_an_agencys_own_in_the_order_of_deadlines_and_goes_on_behind_any_place()
    {
        var cases = Enumerable.Range(1, 25).Select(n => Case(n, First.AddDays(n % 3))).ToList();
        await Store.OpenAsync([.. cases, Case(1, First, "330400-market")], Cancel);
        // Of one day in the store's own order, the same for all pages.
        var expected = (await Store.ListAsync(new() { Agency = "330100-market", Limit = 100 }, Cancel)).Select(held => held.Id).ToList();
        Assert.Equal(cases.Select(held => held.Id).Order(), expected.Order());
        Assert.Equal(cases.Select(held => held.Round.ClaimBy).Order(), expected.Select(id => cases.Single(held => held.Id == id).Round.ClaimBy));
        foreach (var limit in (int[])[1, 7, 25, 100])
        {
            var listed = new List<string>();
            CasePlace? after = null;
            while (await Store.ListAsync(new() { Agency = "330100-market", After = after, Limit = limit }, Cancel) is { Count: > 0 } page)
            {
                Assert.InRange(page.Count, 1, limit);
                listed.AddRange(page.Select(held => held.Id));
                after = CasePlace.Of(page[^1]);
            }
            Assert.Equal(expected, listed);
        }
    }

    [Fact]
    public async Task A_list_keeps_to_phases_and_deadlines()
    {
        var open = Case(1, First);
        var claimed = Case(2, First.AddDays(1));
        var applied = Case(3, First.AddDays(2));
        await Store.OpenAsync([applied, claimed, open], Cancel);
        await Store.ReplaceAsync(claimed.With(0, CaseFactKind.Claimed, new(Opened, "officer", "claim-2")), 1, Cancel);
        await Store.ReplaceAsync(applied.With(0, CaseFactKind.Feedback, new(Opened, "officer", "feedback-3", true, First, "A-1")), 1, Cancel);
        Assert.Equal([open.Id], await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Open], Limit = 9 }));
        Assert.Equal([claimed.Id, applied.Id], await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Applied, CasePhase.Claimed], Limit = 9 }));
        Assert.Equal([claimed.Id], await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Applied, CasePhase.Claimed], Limit = 1 }));
        Assert.Equal([applied.Id], await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Applied, CasePhase.Claimed], After = CasePlace.Of(claimed), Limit = 9 }));
        Assert.Equal([claimed.Id, applied.Id], await IdsAsync(new() { Agency = "330100-market", ClaimFrom = First.AddDays(1), Limit = 9 }));
        Assert.Equal([open.Id, claimed.Id], await IdsAsync(new() { Agency = "330100-market", ClaimUntil = First.AddDays(1), Limit = 9 }));
        Assert.Empty(await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Released], Limit = 9 }));
    }

    [Fact]
    public async Task A_new_round_moves_a_case_to_its_new_deadline()
    {
        var withdrawn = Case(1, First).With(0, CaseFactKind.Claimed, new(Opened, "officer", "claim-1"));
        await Store.OpenAsync([Case(1, First), Case(2, First.AddDays(3))], Cancel);
        await Store.ReplaceAsync(withdrawn, 1, Cancel);
        await Store.ReplaceAsync(withdrawn.Reopened(withdrawn.Round with { Version = 3, ClaimBy = First.AddDays(9), Claimed = null }), 2, Cancel);
        Assert.Equal([Case(2).Id, Case(1).Id], await IdsAsync(new() { Agency = "330100-market", Phases = [CasePhase.Open], Limit = 9 }));
    }

    [Fact]
    public async Task All_cases_are_read_page_after_page()
    {
        var ids = Enumerable.Range(1, 12).Select(n => Case(n, agency: n % 2 == 0 ? "330100-market" : "330400-market")).ToList();
        await Store.OpenAsync(ids, Cancel);
        var read = new List<string>();
        string? after = null;
        while (await Store.AllAsync(after, 5, Cancel) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(held => held.Id));
            after = page[^1].Id;
        }
        Assert.Equal(ids.Select(held => held.Id).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_all_agencies_that_a_record_charges_each_has_its_own_case()
    {
        string[] agencies = ["330100-market", "330400-market", "330500-market"];
        var opened = agencies.Select(agency => Case(1, agency: agency)).ToList();
        await Store.OpenAsync(opened, Cancel);
        var claimed = opened[1].With(0, CaseFactKind.Claimed, new(Opened, "officer", "claim-1"));
        await Store.ReplaceAsync(claimed, 1, Cancel);
        Assert.Equal([Text(opened[2]), Text(claimed), Text(opened[0])], (await Store.FindAsync([opened[2].Id, opened[1].Id, opened[0].Id], Cancel)).OrderByDescending(held => held.Agency, StringComparer.Ordinal).Select(Text));
        foreach (var (agency, expected) in agencies.Zip([opened[0], claimed, opened[2]]))
            Assert.Equal([Text(expected)], (await Store.ListAsync(new() { Agency = agency, Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal(3, (await Store.AllAsync(null, 1000, Cancel)).Count);
    }

    [Fact]
    public async Task Of_a_case_that_is_opened_twice_at_once_the_first_stands()
    {
        await Store.OpenAsync([Case(1, First), Case(2), Case(1, First.AddDays(5))], Cancel);
        Assert.Equal(new[] { Text(Case(1, First)), Text(Case(2)) }.Order(), (await Store.AllAsync(null, 1000, Cancel)).Select(Text).Order());
        Assert.Equal(2, (await Store.ListAsync(new() { Agency = "330100-market", Limit = 9 }, Cancel)).Count);
    }

    [Fact]
    public async Task What_a_later_version_opens_besides_comes_to_what_was_opened()
    {
        var first = Case(1);
        await Store.OpenAsync([first], Cancel);
        var claimed = first.With(0, CaseFactKind.Claimed, new(Opened, "officer", "claim-1"));
        await Store.ReplaceAsync(claimed, 1, Cancel);
        var second = Case(1, First.AddDays(5), "330400-market");
        var again = Case(1, First.AddDays(5));
        await Store.OpenAsync([again, second], Cancel);
        await Store.OpenAsync([second, Case(1, First.AddDays(5), "330500-market")], Cancel);
        Assert.Equal([Text(claimed)], (await Store.ListAsync(new() { Agency = "330100-market", Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal([Text(second)], (await Store.ListAsync(new() { Agency = "330400-market", Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal([Text(claimed), Text(second), Text(Case(1, First.AddDays(5), "330500-market"))], (await Store.AllAsync(null, 1000, Cancel)).OrderBy(held => held.Agency, StringComparer.Ordinal).Select(Text));
    }

    internal static MeasureCase Case(int n, DateOnly? claimBy = null, string agency = "330100-market")
    {
        var key = new RecordKey("341000", $"P-{n}");
        return new()
        {
            Id = MeasureCase.IdOf(MeasureCase.OpeningOf(key, "91330106000000019X"), "M08", agency),
            RecordCity = key.City,
            SourceId = key.SourceId,
            Subject = "91330106000000019X",
            Measure = "M08",
            Agency = agency,
            City = agency[..6],
            Rounds =
            [
                new()
                {
                    Version = 1, OpenedAt = Opened, Edition = "2026-08-15", Bases = [new("ZJ-CREDIT", 23, null, 2)], WorkingDays = 20, ClaimBy = claimBy ?? First, Item = "GEN-03", DecidedOn = new(2026, 6, 1),
                },
            ],
        };
    }

    internal static string Text(MeasureCase held) => System.Text.Encoding.UTF8.GetString(CaseJson.Write(held));

    private async Task<IEnumerable<string>> IdsAsync(CaseFilter filter) => (await Store.ListAsync(filter, Cancel)).Select(held => held.Id);
}
