using System.Security.Cryptography;
using CreditShare.Committee.Replays;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Asking;
using CreditShare.Query.BatchLookups;
using CreditShare.Storage;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Past;

/// <summary>What was known in the past is what was answered then, on every engine.</summary>
public abstract class PastContract : HouseContract
{
    private static readonly AnswerBuilder Builder = new(House.Seeds.AnswerBook);

    /// <param name="Entry">Id in the log.</param>
    /// <param name="Question">As asked.</param>
    /// <param name="At">When.</param>
    /// <param name="Revision">That it was answered from.</param>
    /// <param name="KnownAt">That it names; null if nothing was held.</param>
    /// <param name="Hash">Of the answer's bytes.</param>
    private sealed record Given(string Entry, LookupQuestion Question, DateTimeOffset At, long Revision, DateTimeOffset? KnownAt, byte[] Hash);

    private async Task<Given> LookUpAsync(string entry, string asked, string subject)
    {
        var question = new LookupQuestion(asked, subject, "341000-licensing", "341000", "licensing", "CASE-1");
        var now = Instants.InMilliseconds(house.Clock.GetUtcNow());
        var answer = Builder.Build(question, new(await house.Profiles.FindAsync(subject, Cancel) ?? SubjectProfile.Empty(subject), 0), entry, now);
        return new(entry, question, now, answer.Registry.Revision, answer.Registry.KnownAt, SHA256.HashData(LookupAnswerJson.Write(answer)));
    }

    private async Task<byte[]> ReplayAsync(Given given, Func<IReadOnlyList<PastVersion>, PastProfile?> at) =>
        SHA256.HashData(LookupAnswerJson.Write(Builder.Build(
            given.Question, at(await house.Profiles.HistoryAsync(given.Question.Subject, Cancel)) ?? throw new InvalidOperationException($"{given.Entry} has no revision {given.Revision}."), given.Entry, given.At)));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 4_000)]
    [InlineData(true, AnswerRoom.Usual)]
    public async Task The_answers_of_a_list_are_those_committed_to_though_profiles_move_before_they_are_sent(bool ofThePast, long bytes)
    {
        var room = new AnswerRoom(bytes);
        await house.DecideAsync((1, Some.Listing(1)), (2, Some.Listing(2)), (3, Some.Listing(3)));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = Instants.InMilliseconds(house.Clock.GetUtcNow());
        var agency = House.Seeds.Agencies["341000-licensing"];
        var asking = new AgencyAsking(agency, "official", House.Seeds.Purposes["licensing"], "TENDER-1", null, ofThePast ? now : null, null);
        var codes = Enumerable.Range(1, 4).Select(n => Some.Subject(n).Code!).ToList();
        using var answers = new BatchAnswers(house.Profiles, Builder, room, asking, Asked.Punishments, codes, "lookups-1", now);
        var key = BatchLookupEntry.NewKey();
        var (content, _) = await answers.PrepareAsync(key, Cancel);
        Assert.Equal(bytes == AnswerRoom.Usual, room.TryTake(4_000));
        Assert.Equal(["found", "found", "found", "none-found"], content.Items.Select(item => item.Result));

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.DecideAsync((4, Some.Listing(1) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }), (5, Some.Listing(4)), (6, Some.Honour(2)));
        var sent = new List<byte[]?>();
        await foreach (var answer in answers.AgainAsync(content, key, Cancel))
            sent.Add(answer);
        Assert.Equal(4, sent.Count);
        // What was taken for them is given back.
        Assert.True(room.TryTake((int)bytes - (bytes == AnswerRoom.Usual ? 4_000 : 0)));
        Assert.False(room.TryTake(1));
        for (var place = 0; place < sent.Count; place++)
            Assert.Equal(content.Items[place].Answer, ListCommitment.Leaf(ListSalts.OfAnswer(key, place), Assert.IsType<byte[]>(sent[place])).ToBase64());
    }

    /// <summary>For some of a list's answers.</summary>
    private const int Room = 300_000;

    [Fact]
    public async Task A_list_of_many_pages_is_answered_in_its_order_whichever_page_is_computed_first()
    {
        await house.DecideAsync([.. Enumerable.Range(1, 40).Select(n => (n, Some.Listing(n * 29)))]);
        var now = Instants.InMilliseconds(house.Clock.GetUtcNow());
        var agency = House.Seeds.Agencies["341000-licensing"];
        var asking = new AgencyAsking(agency, "official", House.Seeds.Purposes["licensing"], "TENDER-1", null, null, null);
        var codes = Enumerable.Range(1, 1_201).Reverse().Select(n => Some.Subject(n).Code!).ToList();
        var room = new AnswerRoom(Room);
        var answers = new BatchAnswers(house.Profiles, Builder, room, asking, Asked.Punishments, codes, "lookups-1", now);
        var key = BatchLookupEntry.NewKey();

        var (content, _) = await answers.PrepareAsync(key, Cancel);

        Assert.Equal(codes, content.Items.Select(item => item.Code));
        Assert.Equal(40, content.Items.Count(item => item.IsFound));
        var sent = await answers.AgainAsync(content, key, Cancel).ToListAsync(Cancel);
        Assert.Equal(codes, sent.Select(answer => LookupAnswerJson.Read(answer).Subject.Code));

        // One who goes away early, or never comes to hear the answers, leaves nothing taken.
        await answers.PrepareAsync(key, Cancel);
        await using (var some = answers.AgainAsync(content, key, Cancel).GetAsyncEnumerator(Cancel))
            Assert.True(await some.MoveNextAsync());
        Assert.False(room.TryTake(Room));
        answers.Dispose();
        Assert.True(room.TryTake(Room));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_lookup_of_a_random_history_is_answered_the_same_to_the_byte_when_it_is_replayed(int seed)
    {
        var random = new Random(seed);
        var given = new List<Given>();
        for (var step = 0; step < 120; step++)
        {
            await RandomHistory.StepAsync(house, random, step);
            for (var i = 0; i < 3; i++)
                given.Add(await LookUpAsync($"lookup-{step}-{i}", random.Next(2) == 0 ? Asked.Punishments : Asked.Records, Some.Subject(i).Code!));
        }
        Assert.Contains(given, lookup => lookup.Revision > 10);
        foreach (var lookup in given)
        {
            Assert.Equal(lookup.Hash, await ReplayAsync(lookup, versions => PastProfile.AtRevision(lookup.Question.Subject, versions, lookup.Revision)));
            if (lookup.KnownAt is { } known)
                Assert.Equal(lookup.Hash, await ReplayAsync(lookup, versions => PastProfile.KnownAt(lookup.Question.Subject, versions, known)));
        }
    }

    /// <summary>Answers a question into the past as the query service does, with its entry, and has the auditor compute it again.</summary>
    private async Task<string> AskAndReplayAsync(string id, LookupQuestion question, Func<Task> then)
    {
        var now = Instants.InMilliseconds(house.Clock.GetUtcNow());
        var past = question.KnownAt is { } instant
            ? PastProfile.KnownAt(question.Subject, await house.Profiles.HistoryAsync(question.Subject, Cancel), instant)
            : new(await house.Profiles.FindAsync(question.Subject, Cancel) ?? SubjectProfile.Empty(question.Subject), 0);
        var answer = Builder.Build(question, past, id, now);
        var staged = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.LookupAnswered, Id = id, At = now, Actor = new("341000", "341000-licensing", "official"), Subject = question.Subject, Purpose = "licensing", Case = "CASE-1",
                Detail = LookupEntryDetail.Write(question, answer), Blind = StagedEntries.NewBlind(),
            },
            LookupAnswerJson.Write(answer));
        await house.Log.StageAsync([staged], Cancel);
        await then();
        var replay = new LookupReplay(House.Seeds, house.Profiles, house.Log);
        return (await replay.ReplayAsync(staged.Entry, (await house.Log.FindEntryAsync(id, Cancel))!, Cancel))!.Verdict;
    }

    private static LookupQuestion Question(DateTimeOffset? knownAt = null, DateOnly? asOf = null) =>
        new(Asked.Records, Some.Subject().Code!, "341000-licensing", "341000", "licensing", "CASE-1", asOf, knownAt);

    [Fact]
    public async Task What_is_decided_at_the_very_instant_asked_about_and_written_later_does_not_make_the_answer_untrue()
    {
        await house.DecideAsync((1, Some.Listing()));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var now = house.Clock.GetUtcNow();
        Func<Task> written = () => house.DecideAsync((2, Some.Listing() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        Assert.Equal(ReplayVerdict.Matches, await AskAndReplayAsync("known-now", Question(now), written));
        Assert.Equal(ReplayVerdict.Matches, await AskAndReplayAsync("as-of", Question(asOf: new DateOnly(2026, 6, 2)), () => Task.CompletedTask));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Questions_into_the_past_of_a_random_history_are_answered_the_same_when_they_are_replayed_beside_decisions(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 40; step++)
        {
            var knownAt = random.Next(2) == 0 ? Instants.InMilliseconds(house.Clock.GetUtcNow()).AddHours(-random.Next(3) * 5) : default(DateTimeOffset?);
            var asOf = random.Next(2) == 0 ? new DateOnly(2026, 6, 1).AddDays(random.Next(100)) : default(DateOnly?);
            Assert.Equal(ReplayVerdict.Matches, await AskAndReplayAsync($"lookup-{step}", Question(knownAt, asOf), () => RandomHistory.StepAsync(house, random, step)));
        }
    }

    [Fact]
    public async Task An_answer_from_another_revision_than_was_known_long_ago_differs()
    {
        await house.DecideAsync((1, Some.Listing()));
        var before = house.Clock.GetUtcNow();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DecideAsync((2, Some.Listing() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        var answer = Builder.Build(Question(before), PastProfile.AtRevision(Question().Subject, await house.Profiles.HistoryAsync(Question().Subject, Cancel), 2)!, "wrong", house.Clock.GetUtcNow());
        var entry = new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = "wrong", At = house.Clock.GetUtcNow(), Actor = new("341000", "341000-licensing", "official"), Subject = Question().Subject, Purpose = "licensing",
            Case = "CASE-1", Detail = LookupEntryDetail.Write(Question(before), answer), Blind = StagedEntries.NewBlind(),
        };
        var staged = StagedEntries.Committing(entry, LookupAnswerJson.Write(answer));
        await house.Log.StageAsync([staged], Cancel);
        var replay = await new LookupReplay(House.Seeds, house.Profiles, house.Log).ReplayAsync(staged.Entry, (await house.Log.FindEntryAsync("wrong", Cancel))!, Cancel);
        Assert.Equal(ReplayVerdict.Differs, replay!.Verdict);
    }

    [Fact]
    public async Task Content_that_is_gone_without_an_erasure_is_missing_and_not_erased_by_law()
    {
        await house.DecideAsync((1, Some.Listing()));
        Assert.Equal(ReplayVerdict.Matches, await AskAndReplayAsync("before", Question(), house.SequenceAsync));
        await house.Log.EraseContentAsync([1], Cancel);
        var stored = (await house.Log.FindEntryAsync("before", Cancel))!;
        Assert.True(EntryEncoding.TryDecode(stored.Bytes, out var entry));
        var replay = new LookupReplay(House.Seeds, house.Profiles, house.Log);
        Assert.Equal(ReplayVerdict.Missing, (await replay.ReplayAsync(entry, stored, Cancel))!.Verdict);

        Assert.Equal(ReplayVerdict.Missing, await AskAndReplayAsync("after", Question(), async () =>
        {
            await house.SequenceAsync();
            await house.Log.EraseContentAsync([0], Cancel);
        }));
        var past = PastProfile.KnownAt(Question().Subject, await house.Profiles.HistoryAsync(Question().Subject, Cancel), house.Clock.GetUtcNow());
        Assert.Equal((0, 1), (past.Erased, past.Missing));

        var erasure = StagedEntries.Committing(
            new LogEntry { Kind = EntryKind.ContentErased, Id = "erasure", At = house.Clock.GetUtcNow(), Actor = new(null, null, "test"), Blind = StagedEntries.NewBlind() }, ErasedContent.Write([1]));
        await house.Log.StageAsync([erasure], Cancel);
        Assert.False(await ErasedContent.IsNamedAsync(house.Log, 1, Cancel));
        await house.SequenceAsync();
        Assert.True(await ErasedContent.IsNamedAsync(house.Log, 1, Cancel));
        Assert.Equal(ReplayVerdict.Erased, (await replay.ReplayAsync(entry, stored, Cancel))!.Verdict);
    }

    [Fact]
    public async Task What_was_not_yet_known_is_not_in_the_past_and_what_has_ended_still_is()
    {
        await house.DecideAsync((1, Some.Listing()));
        var before = house.Clock.GetUtcNow();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DecideAsync((2, Some.Listing() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        var subject = Some.Subject().Code!;
        var versions = await house.Profiles.HistoryAsync(subject, Cancel);
        Assert.True(Assert.Single(PastProfile.KnownAt(subject, versions, before).Profile.Records).Stands);
        Assert.False(Assert.Single(PastProfile.KnownAt(subject, versions, house.Clock.GetUtcNow()).Profile.Records).Stands);
        Assert.Equal(0, PastProfile.KnownAt(subject, versions, before.AddMilliseconds(-1)).Profile.Revision);
        Assert.Null(PastProfile.AtRevision(subject, versions, 3));
    }

    [Fact]
    public async Task Each_version_is_told_with_the_entry_of_its_decision()
    {
        var first = await house.DecideAsync((1, Some.Listing()));
        var second = await house.DecideAsync((2, Some.Listing() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        Assert.Equal([first[0].LogEntry, second[0].LogEntry], (await house.Profiles.HistoryAsync(Some.Subject().Code!, Cancel)).Select(version => version.LogEntry));
    }
}

public sealed class SqlitePastTests : PastContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

public sealed class MongoDbPastTests(MongoDbFixture fixture) : PastContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}
