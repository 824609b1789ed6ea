using System.Collections.Immutable;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Equality;
using CreditShare.Registry.Objections;
using CreditShare.Registry.Retention;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Equality;

/// <summary>What the registry says it holds of a city, on every engine; and that a city, by its decisions alone, knows the same.</summary>
public abstract class HoldingsContract : HouseContract
{
    private const long Stamp = VersionRules.SpoolStampsFrom + 1_000;
    private const int Steps = 120;

    private readonly Dictionary<string, List<(SentVersion Version, bool Raises)>> notes = [];

    private EntryWriter Entries => new(house.Log, new WakeSignal(), house.Clock);

    /// <summary>Decides, and notes what a city would.</summary>
    private async Task<Decision> SendAsync(long order, CreditRecord record)
    {
        var decision = Assert.Single(await house.DecideAsync((order, record)));
        if (decision is { Outcome: Outcome.Accepted or Outcome.Repeated, Version: { } version })
        {
            if (!notes.TryGetValue(record.SourceId!, out var known))
                notes.Add(record.SourceId!, known = []);
            known.Add((SentVersion.Of(version, order, decision.Late == true, record) with { IsAssumed = decision.Outcome == Outcome.Repeated }, decision.Raised == true));
        }
        return decision;
    }

    /// <summary>What the city says that must be held, its decisions having come in any order.</summary>
    private SortedDictionary<string, string> Sent(Random? random = null)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, known) in notes)
        {
            if (Known(known, random).Line(id) is { } line)
                lines.Add(id, Text(line));
        }
        return lines;
    }

    private static SentRecord Known(IEnumerable<(SentVersion Version, bool Raises)> known, Random? random)
    {
        var shuffled = known.ToArray();
        random?.Shuffle(shuffled);
        var record = SentRecord.Unknown;
        foreach (var (version, raises) in shuffled)
        {
            record = record.With(version);
            if (raises)
                record = record.Raised(version.Version, version.Order);
        }
        return record;
    }

    private async Task<SortedDictionary<string, string>> HeldAsync()
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var line in new HeldLines(house.Contents, house.Records).ReadAsync(Some.City, Cancel))
            lines.Add(line.SourceId, Text(line));
        return lines;
    }

    private static string Text(HoldingLine line) => $"{line.Item} {line.Day:O} {Convert.ToHexString(line.Hash)}";

    private static CompareHoldings Question(HoldingsLevel level, long records = 0, byte[]? digest = null) => new()
    {
        City = Some.City, Comparison = new string('a', 32), Round = 1, Account = "bureau", Level = level, Records = records, Digest = digest ?? new byte[32], Signature = [],
    };

    private async Task<CompareHoldings> TrueQuestionAsync()
    {
        var whole = new SetDigest();
        await foreach (var line in new HeldLines(house.Contents, house.Records).ReadAsync(Some.City, Cancel))
            whole.Add(line);
        return Question(HoldingsLevel.Items, whole.Count, whole.Digest());
    }

    /// <summary>Changes a profile behind everybody's back, as one with the store's password could.</summary>
    private async Task TamperAsync(string subject, Func<SubjectProfile, SubjectProfile> change)
    {
        var profile = (await house.Records.LoadAsync([], [], [subject], Cancel)).Profiles.GetValueOrDefault(subject) ?? SubjectProfile.Empty(subject);
        var key = new ChunkKey("tampered", $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}", 0);
        await house.Records.ApplyAsync(new(key, house.Clock.GetUtcNow(), []), new(ImmutableDictionary<RecordKey, RecordHistory>.Empty, [], [], [], [new(profile.Revision, change(profile) with { Revision = profile.Revision + 1 })], []), Cancel);
    }

    private static SubjectProfile With(SubjectProfile profile, CreditRecord record) =>
        profile.With(new(Some.City, record.SourceId!), 1, DateTimeOffset.UnixEpoch, default, record);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_city_knows_by_its_decisions_what_must_be_held_whatever_becomes_of_its_records(int seed)
    {
        var random = new Random(seed);
        var happened = new HashSet<string>();
        for (var step = 0; step < Steps; step++)
        {
            var number = random.Next(1, 7);
            // The first are numbered by the bureau, the others stamped by its spool; both may come out of order.
            var order = number <= 3 ? random.Next(1, 25) : Stamp + (random.Next(4) == 0 ? random.Next((step * 10) + 1) : step * 10);
            var record = Next(random, number);
            var decision = await SendAsync(order, record);
            happened.Add($"{decision.Outcome} {(decision.Late == true ? "late " : "")}{(decision.Raised == true ? "raised " : "")}{(record.IsChangeOnly ? "change" : "whole")}");
            if (decision.Outcome == Outcome.Accepted)
                await CheckDisputedAsync(record.SourceId!, random);
            if (random.Next(6) == 0)
                await ObjectAsync(number, step, happened);
            if (step % 10 == 9)
                Assert.Equal(Sent(random), await HeldAsync());
            house.Clock.Advance(TimeSpan.FromMinutes(random.Next(60)));
        }
        // A history in which hardly anything happens proves nothing.
        foreach (var what in new[] { "Accepted whole", "Accepted change", "Accepted late whole", "Accepted late change", "Repeated whole", "marked" })
            Assert.Contains(what, happened);
    }

    /// <summary>A city knows whether an objection is open as soon as it is told of a later version: by then each mark of the registry's is a gap in the numbers.</summary>
    private async Task CheckDisputedAsync(string id, Random random)
    {
        var key = new RecordKey(Some.City, id);
        var history = (await house.Records.LoadAsync([key], [], [], Cancel)).Histories[key];
        Assert.Equal(history.IsDisputed, Known(notes[id], random).MarkedHistory.IsDisputed);
    }

    private async Task ObjectAsync(int number, int step, HashSet<string> happened)
    {
        if (await house.Profiles.FindByRecordAsync(new(Some.City, $"P-{number}"), Cancel) is { } profile
            && await new ObjectionMarks(house.Records, Entries, house.Clock).SetAsync(
                new($"objection-{step}", profile.Code, $"{Some.City}/P-{number}", 1, "GEN-03", new DateOnly(2026, 6, 1), "不是我单位。", "0571-00000000"), house.Clock.GetUtcNow(), Cancel))
            happened.Add("marked");
    }

    private static CreditRecord Next(Random random, int number)
    {
        var fact = Some.Penalty(number) with
        {
            DecidedOn = new DateOnly(2026, 6, random.Next(6) == 0 ? 2 : 1),
            Subject = Some.Subject(random.Next(5) == 0 ? number + 20 : number),
            PublicUntil = random.Next(3) == 0 ? new DateOnly(2026, 12, 1) : null,
        };
        ChangeKind[] kinds = [ChangeKind.Submit, ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Correct, ChangeKind.Withdraw, ChangeKind.Repair, ChangeKind.Dispute, ChangeKind.Resolve];
        var change = kinds[random.Next(kinds.Length)];
        var states = change is ChangeKind.Submit or ChangeKind.Correct || random.Next(3) == 0;
        var authority = change == ChangeKind.Repair && random.Next(2) == 0 ? Some.Authority with { Name = "杭州市生态环境局样例分局" } : change == ChangeKind.Repair || states ? Some.Authority : null;
        return (states ? fact : new CreditRecord { SourceId = fact.SourceId }) with
        {
            Authority = authority,
            Change = change,
            ChangeReason = change is ChangeKind.Submit or ChangeKind.Repair ? null : "样例",
            Note = random.Next(3) == 0 ? "备注样例" : null,
            Repair = change == ChangeKind.Repair ? new() { DutyMetOn = new DateOnly(2026, 7, 1), Evidence = "样例-1", Commitment = "样例-2" } : null,
            Resolution = change == ChangeKind.Resolve ? new() { Result = states ? ResolutionResult.Upheld : ResolutionResult.Rejected } : null,
        };
    }

    [Fact]
    public async Task Equality_is_an_entry_of_the_log_however_often_the_question_comes()
    {
        await house.DecideAsync((1, Some.Penalty()), (1, Some.Honour(2)), (1, Some.Listing(3)));
        var question = await TrueQuestionAsync();
        var answer = Assert.Single(await house.CompareAsync(question));
        Assert.Equal(["GEN-03 1", "GEN-08 1", "POS-01 1"], answer.Groups.Select(group => $"{group.Item} {group.Records}").Order());
        Assert.Equal(answer.LogEntry, Assert.Single(await house.CompareAsync(question)).LogEntry);
        await house.SequenceAsync();
        var found = (await house.Log.ReadStoredAsync(0, await house.Log.SizeAsync(Cancel), Cancel)).Select(filed => EntryEncoding.TryDecode(filed.Stored.Bytes, out var entry) ? entry : null)
            .Where(entry => entry?.Kind == EntryKind.HoldingsCompared);
        var entry = Assert.Single(found)!;
        Assert.Equal((answer.LogEntry, "equal", Some.City, "3", "3"), (entry.Id, entry.Outcome, entry.Actor.City, entry.Detail["sent"], entry.Detail["held"]));
        Assert.Equal(entry.Detail["sentDigest"], entry.Detail["heldDigest"]);
    }

    [Fact]
    public async Task A_record_altered_gone_or_put_there_is_narrowed_down_to()
    {
        await house.DecideAsync([.. Enumerable.Range(1, 20).Select(n => (1L, Some.Penalty(n) with { DecidedOn = new DateOnly(2026, 6, 1).AddDays(n % 4) }))]);
        var question = await TrueQuestionAsync();
        var before = await HeldAsync();
        await TamperAsync(Some.Subject(4).Code!, profile => With(profile, profile.Records[0].Record with { Note = "改动样例" }));
        await TamperAsync(Some.Subject(8).Code!, profile => profile.Without(new(Some.City, "P-8"), DateTimeOffset.UnixEpoch));
        await TamperAsync(Some.Subject(99).Code!, profile => With(profile, Some.Penalty(99)));

        Assert.Null(Assert.Single(await house.CompareAsync(question)).LogEntry);
        var days = Assert.Single(await house.CompareAsync(question with { Level = HoldingsLevel.Days, Items = ["GEN-03"] })).Groups;
        // Numbers alone would not tell: from the first day one went, and another came to it.
        Assert.Equal([5L, 5L, 5L, 5L], days.OrderBy(day => day.Day).Select(day => day.Records));
        Assert.Empty(Assert.Single(await house.CompareAsync(question with { Level = HoldingsLevel.Days, Items = ["GEN-08"] })).Groups);
        var records = Assert.Single(await house.CompareAsync(question with { Level = HoldingsLevel.Records, Days = [new("GEN-03", new DateOnly(2026, 6, 1))] })).Records;
        Assert.Equal(["P-12", "P-16", "P-20", "P-4", "P-99"], records.Select(record => record.SourceId).Order(StringComparer.Ordinal));
        Assert.Equal(["P-4", "P-99"], records.Where(record => before.GetValueOrDefault(record.SourceId)?.EndsWith(Convert.ToHexString(record.Hash), StringComparison.Ordinal) != true).Select(record => record.SourceId).Order(StringComparer.Ordinal));

        var told = Assert.Single(await house.CompareAsync(question with { Level = HoldingsLevel.Outcome, Round = 5, Differences = new(1, 1, 1, false) }));
        await house.SequenceAsync();
        var stored = await house.Log.FindEntryAsync(told.LogEntry!, Cancel);
        Assert.True(EntryEncoding.TryDecode(stored!.Bytes, out var entry));
        Assert.Equal(("different", "1", "1", "1"), (entry.Outcome, entry.Detail["missing"], entry.Detail["extra"], entry.Detail["different"]));
    }

    [Fact]
    public async Task An_answer_with_many_records_comes_in_numbered_parts_of_one_run()
    {
        await TamperAsync(Some.Subject().Code!, profile => profile with
        {
            Records = [.. Enumerable.Range(1, 2500).Select(n => new HeldRecord
            {
                City = Some.City, SourceId = $"P-{n}", Version = 1, KnownAt = DateTimeOffset.UnixEpoch, Disputed = false, Ended = false, Record = Some.Penalty(1) with { SourceId = $"P-{n}" },
            })],
        });
        var parts = await house.CompareAsync(Question(HoldingsLevel.Records) with { Days = [new("GEN-03", new DateOnly(2026, 6, 1))] });
        Assert.Equal([(0, 1000, false), (1, 1000, false), (2, 500, true)], parts.Select(part => (part.Part, part.Records.Count, part.IsLast)));
        Assert.Single(parts.Select(part => part.Run).Distinct());
    }

    [Fact]
    public async Task What_was_erased_because_its_time_is_over_is_told_apart_from_what_is_missing()
    {
        await house.DecideAsync((1, Some.Penalty()), (1, Some.Honour(2)));
        house.Clock.Advance(new DateTimeOffset(2031, 6, 3, 0, 0, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());
        var run = new RetentionJob(house.Records, house.Contents, house.Log, Entries, House.Seeds.RuleBook, house.Clock).DeleteAsync("test", null, Cancel);
        while (!run.IsCompleted)
        {
            await house.SequenceAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await run;
        Assert.Equal(["H-2"], (await HeldAsync()).Keys);
        Assert.Equal(["P-1"], Assert.Single(await house.CompareAsync(Question(HoldingsLevel.Erased) with { SourceIds = ["P-1", "H-2", "P-3"] })).Erased);
    }

    [Fact]
    public async Task Who_is_not_the_city_and_what_is_not_of_the_agreed_form_is_refused()
    {
        var question = Question(HoldingsLevel.Items);
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question, signed: false));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { City = "330500" }));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { Comparison = "x" }));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { Digest = [] }));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { SourceIds = [.. Enumerable.Range(0, 1001).Select(n => $"P-{n}")] }));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { Differences = new(1, 0, 0, false) }));
        await Assert.ThrowsAsync<SenderRefusedException>(() => house.CompareAsync(question with { Level = HoldingsLevel.Outcome, Differences = new(0, 0, 0, true) }));
    }
}

public sealed class SqliteHoldingsTests : HoldingsContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

public sealed class MongoDbHoldingsTests(MongoDbFixture fixture) : HoldingsContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}
