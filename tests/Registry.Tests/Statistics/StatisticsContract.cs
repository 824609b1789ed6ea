using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Following;
using CreditShare.Registry.Objections;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Statistics;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>On SQLite.</summary>
public sealed class SqliteStatisticsTests : StatisticsContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbStatisticsTests(MongoDbFixture fixture) : StatisticsContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>The committee is told what a plain count of the whole log says, however the log was followed, on every engine.</summary>
public abstract class StatisticsContract : HouseContract
{
    private const string Agency = "330100-licensing";

    private static readonly ChangeKind[] Changes =
        [ChangeKind.Submit, ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Dispute, ChangeKind.Dispute, ChangeKind.Resolve, ChangeKind.Resolve, ChangeKind.Withdraw, ChangeKind.Repair];

    private int staged;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Counts_are_those_of_the_whole_log_however_often_pages_come_again_cut_otherwise_or_written_in_part(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
            await StepAsync(random, step);
        await house.SequenceAsync();
        var log = await LogAsync();
        var cut = new CutStatisticsStore(house.Statistics, random);
        var follower = new StatisticsFollower(cut, house.Records, House.Seeds);
        for (var place = 0; place < log.Count;)
        {
            // Now and then from before the place: a registry that was frozen.
            var from = random.Next(4) == 0 ? random.Next(place + 1) : place;
            var until = Math.Min(log.Count, Math.Max(from, place) + random.Next(1, 20));
            try
            {
                await follower.TakeAsync([.. log[from..until]], Cancel);
                place = Math.Max(place, until);
            }
            catch (StoreUnavailableException)
            {
                // The page comes again, and ends where the log ends by then.
            }
        }
        Assert.True(cut.CutsBetween > 2);
        var expected = PlainCount.Of([.. log.Select(followed => (followed.Entry, followed.Content))], House.Seeds.WorkingDays);
        Assert.Equal(expected, PlainCount.Of(await ReportAsync()));
        // All of it happened.
        Assert.All(
            (string[])["accepted", "rejected", "duplicate", "repeated", "repair", "longer", "up to 7", "filed", "in time", "asked licensing", "refused", "claimed", "applied", "released", "item GEN-03"],
            what => Assert.Contains(expected, line => line.Contains($" {what}: ", StringComparison.Ordinal)));
        Assert.Equal(await OpenInProfilesAsync(), (await OpenAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_registries_that_count_at_once_count_once()
    {
        var random = new Random(7);
        for (var step = 0; step < 30; step++)
            await StepAsync(random, step);
        await house.SequenceAsync();
        await Task.WhenAll(FollowAsync(), FollowAsync());
        var expected = PlainCount.Of([.. (await LogAsync()).Select(followed => (followed.Entry, followed.Content))], House.Seeds.WorkingDays);
        Assert.Equal(expected, PlainCount.Of(await ReportAsync()));
        var size = await house.Log.SizeAsync(Cancel);
        Assert.Equal((size, size, 0L), ((await ReportAsync()).Counted.Entries, (await ReportAsync()).Counted.LogSize, (await ReportAsync()).Counted.Behind));
    }

    [Fact]
    public async Task What_was_counted_stays_when_content_is_deleted_and_what_is_gone_before_it_is_counted_has_no_item_and_no_time()
    {
        await house.DecideAsync((1, Some.Penalty(1)));
        await house.SequenceAsync();
        await FollowAsync();
        await house.DecideAsync((1, Some.Penalty(2)));
        await house.SequenceAsync();
        await house.Log.EraseContentAsync([0, 1], Cancel);
        await FollowAsync();
        var city = (await ReportAsync()).Cities.Single(city => city.City == Some.City).Total;
        Assert.Equal((2L, 1L, 1L, 1L), (city.Accepted, Assert.Single(city.Items).Accepted, city.WithoutItem!.Accepted, city.Stated));
    }

    [Fact]
    public async Task A_city_is_told_with_rates_names_times_and_a_few_entries_for_each_reason()
    {
        var late = Some.Penalty(3);
        // Decided within the last days, and on 2026-06-01.
        var decisions = await house.DecideAsync(
            (1, Some.Penalty(1) with { DecidedOn = new(2026, 11, 20) }), (1, Some.Penalty(2) with { DecidedOn = new(2026, 11, 12) }), (1, late), (1, Some.Penalty(4) with { Item = "NO-99" }));
        await house.DecideAsync((1, late));
        await house.SequenceAsync();
        var before = await ReportAsync();
        Assert.Equal((0L, 5L), (before.Counted.Entries, before.Counted.Behind));
        await FollowAsync();
        var report = await ReportAsync();
        Assert.Equal(House.Seeds.CityCodes, report.Cities.Select(city => city.City));
        var city = report.Cities.Single(city => city.City == Some.City);
        Assert.Equal(("杭州市", 14), (city.Name, city.Months.Count));
        Assert.Equal((5L, 3L, 1L, 1L, 0.75), (city.Total.Received, city.Total.Accepted, city.Total.Rejected, city.Total.Repeated, city.Total.ComplianceRate));
        // 2026-11-12 is a Thursday; the seventh working day after it is Monday the 23rd.
        Assert.Equal((3L, 0.6667, new PushTimes(2, 0, 0, 1)), (city.Total.Stated, city.Total.TimelinessRate, city.Total.PushTimes));
        var rejection = Assert.Single(city.Total.Rejections);
        Assert.Equal((1L, decisions[3].LogEntry), (rejection.Count, Assert.Single(rejection.Entries)));
        Assert.Equal([("GEN-03", 4L, 3L, 0L), ("NO-99", 1L, 0L, 1L)], city.Total.Items.Select(item => (item.Item, item.Received, item.Accepted, item.Rejected)));
        Assert.NotNull(city.Total.Items[0].Zh);
        Assert.Equal(new DecisionTimes(5, 0, 0, 0, 0, 0), city.Total.DecisionTimes with { Milliseconds = 0 });
        Assert.Equal([("2026-11", 5L)], city.Months.Where(month => month.Figures.Received > 0).Select(month => (month.Month, month.Figures.Received)));
        var nothing = report.Cities.First(other => other.City != Some.City).Total;
        Assert.Equal((0L, null, null), (nothing.Received, nothing.ComplianceRate, nothing.TimelinessRate));
    }

    [Fact]
    public async Task An_agencys_lookups_are_told_by_hour_and_purpose_and_its_days_as_they_were()
    {
        // 10:00 in China on 2026-11-23, then 23:59 and midnight.
        await StageAsync(EntryKind.LookupAnswered, "licensing");
        await StageAsync(EntryKind.BatchLookupAnswered, "licensing", list: 7);
        await StageAsync(EntryKind.ReportIssued, "qualification");
        house.Clock.SetUtcNow(ChinaCalendar.StartOf(new(2026, 11, 24)).AddMilliseconds(-1));
        await StageAsync(EntryKind.LookupAnswered, "licensing");
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await StageAsync(EntryKind.LookupAnswered, "licensing");
        await StageAsync(EntryKind.LookupAnswered, "licensing", agency: "341000-licensing");
        // A flood of refused calls is one entry.
        await house.Log.StageAsync([StagedEntries.Open(Entry(EntryKind.AccessRefused, "flood") with { Actor = new(Agency[..6], Agency, "officer"), Detail = ImmutableDictionary<string, string>.Empty.Add("repeated", "40") })], Cancel);
        await house.SequenceAsync();
        await FollowAsync();
        var counted = new CountedLog(house.Places, house.Log);
        var hours = await new AgencyHours(house.Statistics, counted, House.Seeds).ReadAsync(Agency, new(2026, 11, 20), new(2026, 11, 24), Cancel);
        Assert.Equal([(0, 1L), (10, 9L), (23, 1L)], Enumerable.Range(0, 24).Select(hour => (hour, hours.Hours[hour])).Where(hour => hour.Item2 > 0));
        Assert.Equal([new DateOnly(2026, 11, 23), new(2026, 11, 24)], hours.Days.Select(day => day.Day));
        Assert.Equal((8L, 1L), (hours.Days[0].ByPurpose["licensing"][10], hours.Days[0].ByPurpose["qualification"][10]));

        // A day on which it only claimed is none on which it asked.
        house.Clock.Advance(TimeSpan.FromDays(1));
        await StageAsync(EntryKind.CaseClaimed, null);
        await house.SequenceAsync();
        await FollowAsync();
        var statistics = new AgencyStatistics(house.Statistics, counted, House.Seeds, Options.Create(new StatisticsOptions { UnusualFactor = 1, UnusualFloor = 8 }));
        var days = (await statistics.ReadAsync(new(2026, 11, 20), new(2026, 11, 26), Agency, Cancel)).Items;
        Assert.Equal([(new DateOnly(2026, 11, 23), 10L, true), (new(2026, 11, 24), 1, false)], days.Select(day => (day.Day, day.Subjects, day.Unusual)));
        Assert.Equal([(0L, 0L), (1, 40)], days.Select(day => (day.Refused, day.RefusedCalls)));
        Assert.Equal(["licensing 9", "qualification 1"], days[0].ByPurpose.Select(purpose => $"{purpose.Key} {purpose.Value}"));
        Assert.Equal([Agency, Agency, "341000-licensing"], (await statistics.ReadAsync(new(2026, 11, 20), new(2026, 11, 26), null, Cancel)).Items.Select(day => day.Agency));
    }

    /// <summary>Something happens to some records, and agencies do something; the clock moves by days and hours.</summary>
    private async Task StepAsync(Random random, int step)
    {
        var records = Enumerable.Range(0, random.Next(1, 4)).Select(n => (Math.Max(1L, (step * 10) + random.Next(-12, 40)), Change(random, $"{step}.{n}"))).ToList();
        await house.DecideAsync(records);
        await house.DecideAsync((1, Some.Penalty(100 + step) with { DecidedOn = ChinaCalendar.Today(house.Clock.GetUtcNow()).AddDays(-random.Next(0, 50)) }));
        if (random.Next(3) == 0)
            await house.DecideAsync((1, Some.Honour(step)), (2, Some.Honour(step)), (1, Some.Honour(step) with { SourceId = $"other-{step}" }), (1, Some.Licence() with { SourceId = null }));
        if (random.Next(3) == 0)
            await FileAsync($"P-{random.Next(1, 5)}");
        await StageAsync(EntryKind.LookupAnswered, random.Next(2) == 0 ? "licensing" : "qualification");
        if (random.Next(3) == 0)
            await StageAsync(EntryKind.BatchLookupAnswered, "licensing", list: random.Next(1, 9));
        foreach (var kind in (string[])[EntryKind.CaseClaimed, EntryKind.FeedbackGiven, EntryKind.CaseReleased])
            await StageAsync(kind, null, outcome: kind == EntryKind.FeedbackGiven ? (random.Next(2) == 0 ? "applied" : "not-applied") : null);
        await house.Log.StageAsync(
            [StagedEntries.AccessRefused($"refused-{step}", house.Clock.GetUtcNow(), new("330100", Agency, "officer"), "/v1/subjects", 403, "scope-missing", random.Next(2) * 17, house.Clock.GetUtcNow())], Cancel);
        house.Clock.Advance(TimeSpan.FromHours(random.Next(1, 100)));
    }

    private CreditRecord Change(Random random, string unique)
    {
        var number = random.Next(1, 5);
        var change = Changes[random.Next(Changes.Length)];
        var today = ChinaCalendar.Today(house.Clock.GetUtcNow());
        return Some.Penalty(number) with
        {
            Change = change,
            ChangeReason = change == ChangeKind.Submit ? null : "样例",
            DecidedOn = new(2026, 6, 1),
            Note = unique,
            Repair = change == ChangeKind.Repair ? new() { DutyMetOn = new(2026, 11, 1), Evidence = "样例-1", Commitment = "样例-2" } : null,
            Resolution = change == ChangeKind.Resolve ? new() { Result = ResolutionResult.Rejected } : null,
            Dispute = change == ChangeKind.Dispute && random.Next(2) == 0 ? new() { ReceivedOn = today.AddDays(-random.Next(0, 20)) } : null,
        };
    }

    /// <summary>A subject objects, as Query stages it; the registry marks the record if it is in use.</summary>
    private async Task FileAsync(string source)
    {
        var (key, id) = ($"{Some.City}/{source}", $"objection-{++staged}");
        var subject = Some.Subject(int.Parse(source[2..], null)).Code!;
        await house.Log.StageAsync([StagedEntries.Open(Entry(EntryKind.ObjectionFiled, id) with { Actor = new(null, null, "representative"), Record = new(key, 1) })], Cancel);
        await new ObjectionMarks(house.Records, new EntryWriter(house.Log, new WakeSignal(), house.Clock), house.Clock)
            .SetAsync(new FiledObjection(id, subject, key, 1, "GEN-03", new(2026, 6, 1), "不是我单位。", "0571-00000000"), house.Clock.GetUtcNow(), Cancel);
    }

    private Task StageAsync(string kind, string? purpose, int list = 0, string agency = Agency, string? outcome = null)
    {
        var entry = Entry(kind, $"staged-{++staged}") with
        {
            Actor = new(agency[..6], agency, "officer"),
            Purpose = purpose,
            Outcome = outcome,
            Detail = ImmutableDictionary<string, string>.Empty.Add("case", "c").Add("round", "0"),
            List = list == 0 ? null : ListCommitment.Of([.. Enumerable.Range(0, list).Select(n => ListCommitment.Leaf(StagedEntries.NewBlind(), $"{n}"))]),
        };
        return house.Log.StageAsync([StagedEntries.Open(entry)], Cancel);
    }

    private LogEntry Entry(string kind, string id) => new() { Kind = kind, Id = id, At = Instants.InMilliseconds(house.Clock.GetUtcNow()), Actor = new(null, null, "test"), Blind = StagedEntries.NewBlind() };

    private async Task<List<FollowedEntry>> LogAsync() =>
        [.. (await house.Log.ReadStoredAsync(0, await house.Log.SizeAsync(Cancel), Cancel)).Select(filed => new FollowedEntry(
            filed.Stored.Index!.Value, EntryEncoding.TryDecode(filed.Stored.Bytes, out var entry) ? entry : throw new InvalidDataException("An entry cannot be read."), filed.Stored.Content))];

    /// <summary>To the end of the log, as the registry does; where another counted, again.</summary>
    private async Task FollowAsync()
    {
        using var metrics = new FollowingMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), house.Clock);
        var following = new LogFollowing(
            new StatisticsFollower(house.Statistics, house.Records, House.Seeds), house.Log, house.Places, metrics, house.Clock, NullLogger<LogFollowing>.Instance);
        for (var more = true; more;)
        {
            await Task.Yield();
            try
            {
                more = await following.TakePageAsync(Cancel);
            }
            catch (StoreConflictException)
            {
                following.Forget();
            }
        }
    }

    private Task<CityReport> ReportAsync() =>
        new CityStatistics(house.Statistics, new CountedLog(house.Places, house.Log), House.Seeds, house.Clock).ReadAsync(new(2026, 11, 23), new(2027, 12, 1), Cancel);

    private async Task<IEnumerable<string>> OpenAsync() =>
        (await house.Statistics.FindAsync([SheetId.CityObjections(Some.City)], Cancel)).SelectMany(sheet => ((ObjectionTally)sheet.Tally).Open.Keys);

    private async Task<IEnumerable<string>> OpenInProfilesAsync() =>
        (await house.Contents.ProfilesAsync(null, 1000, Cancel)).SelectMany(kept => ProfileJson.Read(kept.Body).Records)
            .Where(record => record is { Disputed: true, Stands: true }).Select(record => record.Key.ToString()).Order(StringComparer.Ordinal);
}
