using System.Text;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Query.Cases;
using CreditShare.Registry.Cases;
using CreditShare.Registry.Following;
using CreditShare.Registry.Retention;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Registry.Tests.Cases;

/// <summary>On SQLite.</summary>
public sealed class SqliteCaseFollowerTests : CaseFollowerContract
{
    private readonly SqliteHouse sqlite = new();

    private protected override House NewHouse() => sqlite;

    /// <summary>As the migration of the file leaves them. MongoDB's have the same ids.</summary>
    [Fact]
    public async Task SQLite_shows_that_cases_of_earlier_versions_keep_their_ids_and_get_no_twins()
    {
        await house.DecideAsync((1, Some.Penalty()));
        await FollowAsync();
        var before = await AllAsync();
        await using (var connection = new SqliteConnection($"Data Source={sqlite.File};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await ExecuteAsync(connection, "DELETE FROM openings; DELETE FROM case_list; DELETE FROM case_pages");
            foreach (var (seq, held) in before.Index())
            {
                var earlier = held with { Id = MeasureCase.EarlierIdOf(held) };
                await ExecuteAsync(
                    connection, $"INSERT INTO openings VALUES ({seq + 1}, '{earlier.Id}', X''); INSERT INTO cases VALUES ({seq + 1}, 0, CAST('{Encoding.UTF8.GetString(CaseJson.Write(earlier))}' AS BLOB)); "
                    + $"INSERT INTO case_list VALUES ('{earlier.Agency}', 0, '{earlier.Round.ClaimBy:yyyy-MM-dd}', {seq + 1}, 0)");
            }
        }
        await house.DecideAsync((2, Some.Penalty() with { Change = ChangeKind.Dispute, ChangeReason = "样例" }));
        await house.DecideAsync((3, Some.Penalty() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        await house.DecideAsync((4, Some.Penalty() with { Change = ChangeKind.Correct, ChangeReason = "样例" }));
        await FollowFromAsync(1);
        var after = await AllAsync();
        Assert.Equal(before.Select(MeasureCase.EarlierIdOf).Order(StringComparer.Ordinal), after.Select(held => held.Id).Order(StringComparer.Ordinal));
        Assert.All(after, held => Assert.Equal(2, held.Rounds.Count));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbCaseFollowerTests(MongoDbFixture fixture) : CaseFollowerContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>What is decided opens cases, and what agencies said is taken in, however often it is read, on every engine.</summary>
public abstract class CaseFollowerContract : HouseContract
{
    private protected const string Agency = "330100-licensing";

    [Theory]
    [InlineData(2)]
    [InlineData(500)]
    public async Task A_decision_opens_its_cases_once_however_often_it_is_read(int atOnce)
    {
        await house.DecideAsync((1, Some.Penalty()), (1, Some.Honour(2)), (1, Some.Penalty(3) with { Item = "NONE" }));
        await house.DecideAsync((1, Some.Penalty()), (2, Some.Penalty() with { Change = ChangeKind.Dispute, ChangeReason = "样例" }));
        await FollowAsync(atOnce);
        var first = await AllAsync();
        Assert.Equal(first.Count, first.Select(held => held.Id).Distinct().Count());
        var listed = await house.Cases.ListAsync(new() { Agency = Agency, Limit = 500 }, Cancel);
        Assert.Equal(first.Where(held => held.Agency == Agency).Select(held => held.Id).Order(StringComparer.Ordinal), listed.Select(held => held.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["330100/H-2", "330100/P-1"], first.Select(held => held.Record.ToString()).Distinct().Order(StringComparer.Ordinal));
        // The decision was today, in China; the 20th working day after 2026-11-23 is a Monday.
        Assert.All(first, held => Assert.Equal((1, new DateOnly(2026, 12, 21)), (held.Round.Version, held.Round.ClaimBy)));
        house.Clock.Advance(TimeSpan.FromDays(9));
        await FollowAsync(atOnce);
        Assert.Equal(first.Select(Text), (await AllAsync()).Select(Text));
    }

    [Fact]
    public async Task What_an_agency_said_is_taken_in_from_the_log_where_its_writer_did_not_come_to_it()
    {
        await house.DecideAsync((1, Some.Penalty()));
        await FollowAsync();
        var held = await CaseAsync("M06");
        var claim = CaseEntries.Of(held, CaseFactKind.Claimed, new("330100", Agency, "officer"), house.Clock.GetUtcNow());
        var feedback = CaseEntries.Of(held, CaseFactKind.Feedback, new("330100", Agency, "officer"), house.Clock.GetUtcNow(), false, new(2026, 11, 23), "A-1", "经核查不适用");
        await house.Log.StageAsync([claim, feedback], Cancel);
        // A second statement under the same id is none.
        await house.Log.StageAsync([CaseEntries.Of(held, CaseFactKind.Feedback, new("330100", Agency, "other"), house.Clock.GetUtcNow(), true, new(2026, 11, 23), "A-2")], Cancel);
        await FollowAsync();
        await FollowAsync();
        var round = (await CaseAsync("M06")).Round;
        Assert.Equal((claim.Entry.Id, "officer"), (round.Claimed!.Entry, round.Claimed.Account));
        Assert.Equal(new CaseFact(house.Clock.GetUtcNow(), "officer", feedback.Entry.Id, false, new DateOnly(2026, 11, 23), "A-1"), round.Feedback);
        Assert.Equal("经核查不适用", CaseEntries.Ground(await house.Log.FindEntryAsync(feedback.Entry.Id, Cancel)));
    }

    [Fact]
    public async Task A_record_withdrawn_and_stated_anew_begins_a_new_round_once()
    {
        await house.DecideAsync((1, Some.Penalty()));
        await FollowAsync();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.DecideAsync((2, Some.Penalty() with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }));
        await FollowAsync();
        Assert.Equal((CaseState.Closed, 1), ((await StandingAsync("M06")).State, (await CaseAsync("M06")).Rounds.Count));
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.DecideAsync((3, Some.Penalty() with { Change = ChangeKind.Correct, ChangeReason = "样例" }));
        await FollowAsync();
        await FollowAsync();
        var held = await CaseAsync("M06");
        Assert.Equal((CaseState.Unclaimed, 2, 3, new DateOnly(2026, 12, 23)), ((await StandingAsync("M06")).State, held.Rounds.Count, held.Round.Version, held.Round.ClaimBy));
    }

    [Fact]
    public async Task With_a_records_content_the_ground_of_its_feedback_is_deleted_and_its_cases_ask_for_release()
    {
        await house.DecideAsync((1, Some.Penalty()));
        await FollowAsync();
        var feedback = CaseEntries.Of(await CaseAsync("M06"), CaseFactKind.Feedback, new("330100", Agency, "officer"), house.Clock.GetUtcNow(), true, new(2026, 11, 23), "A-1", "样例理由");
        await house.Log.StageAsync([feedback], Cancel);
        await AnswerAsync();
        await FollowAsync();
        // Kept five years from the decision of 2026-06-01.
        house.Clock.SetUtcNow(ChinaCalendar.StartOf(new(2031, 6, 2)));
        var job = new RetentionJob(house.Records, house.Contents, house.Log, new EntryWriter(house.Log, new WakeSignal(), house.Clock), House.Seeds.RuleBook, house.Clock);
        var run = job.DeleteAsync("test", null, Cancel);
        while (!run.IsCompleted)
        {
            await house.SequenceAsync();
            house.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
        Assert.Equal((1, 3L), ((await run).Records, (await run).Contents));
        foreach (var id in (string[])[feedback.Entry.Id, "cases-1"])
            Assert.Null((await house.Log.FindEntryAsync(id, Cancel))!.Content);
        Assert.Equal((CaseState.ReleaseRequested, (CaseEnd?)CaseEnd.NotHeld), ((await StandingAsync("M06")).State, (await StandingAsync("M06")).Ended));
        // What is left of it, read again from the first entry, is what was there.
        var before = (await AllAsync()).Select(Text).ToList();
        await FollowAsync();
        Assert.Equal(before, (await AllAsync()).Select(Text));
    }

    [Fact]
    public async Task Where_counting_ends_before_the_cases_do_nobody_is_told_that_there_are_none()
    {
        const int many = 201;
        await house.DecideAsync([.. Enumerable.Range(1, many).Select(n => (1L, Some.Penalty(n)))]);
        await FollowAsync(500);
        await house.DecideAsync([.. Enumerable.Range(1, many).Select(n => (2L, Some.Penalty(n) with { Change = ChangeKind.Withdraw, ChangeReason = "样例" }))]);
        await house.SequenceAsync();
        var list = new CaseList(house.Cases, house.Profiles, house.Log, House.Seeds, house.Clock);
        Assert.Equal(new(0, false), await list.CountAsync(Agency, CaseState.Unclaimed, 99, Cancel));
        Assert.Equal(new(99, true), await list.CountAsync(Agency, CaseState.Closed, 99, Cancel));
        var cut = await new CaseList(house.Cases, house.Profiles, house.Log, House.Seeds, house.Clock) { MostLooked = 1 }.CountAsync(Agency, CaseState.Unclaimed, 99, Cancel);
        Assert.Equal(("0+", "warn"), (cut.Text, cut.Tone("bad")));
    }

    /// <summary>Reads the log from its first entry, in pages, as after a restart that lost its place.</summary>
    private protected Task FollowAsync(int atOnce = 2) => FollowFromAsync(0, atOnce);

    private protected async Task FollowFromAsync(long first, int atOnce = 2)
    {
        await house.SequenceAsync();
        var follower = new CaseFollower(house.Cases, house.Records, House.Seeds);
        var size = await house.Log.SizeAsync(Cancel);
        for (var from = first; from < size; from += atOnce)
        {
            var page = await house.Log.ReadStoredAsync(from, Math.Min(size, from + atOnce), Cancel);
            await follower.TakeAsync(
                [.. page.Select(filed => new FollowedEntry(filed.Stored.Index!.Value, EntryEncoding.TryDecode(filed.Stored.Bytes, out var entry) ? entry : throw new InvalidDataException(), filed.Stored.Content))],
                Cancel);
        }
    }

    /// <summary>An answer about the case, as Query stages it.</summary>
    private async Task AnswerAsync()
    {
        var now = house.Clock.GetUtcNow();
        var held = await CaseAsync("M06");
        var item = new CaseAnswerBuilder(House.Seeds.CaseBook).Build(held, (await house.Profiles.FindAsync(held.Subject, Cancel))!, ChinaCalendar.Today(now));
        var answer = new CasesAnswer { LogEntry = "cases-1", AnsweredAt = now, Day = ChinaCalendar.Today(now), Agency = Agency, Items = [item] };
        var entry = new LogEntry { Kind = EntryKind.CasesAnswered, Id = "cases-1", At = now, Actor = new("330100", Agency, "officer"), Blind = StagedEntries.NewBlind() };
        await house.Log.StageAsync([StagedEntries.Committing(entry, CasesAnswerJson.Write(answer))], Cancel);
    }

    private protected async Task<IReadOnlyList<MeasureCase>> AllAsync() => await house.Cases.AllAsync(null, 1000, Cancel);

    private async Task<MeasureCase> CaseAsync(string measure) => (await AllAsync()).Single(held => held.Agency == Agency && held.Measure == measure);

    private async Task<CaseStanding> StandingAsync(string measure)
    {
        var held = await CaseAsync(measure);
        var profile = await house.Profiles.FindAsync(held.Subject, Cancel) ?? SubjectProfile.Empty(held.Subject);
        return CaseStanding.On(held, profile, House.Seeds.CaseBook, ChinaCalendar.Today(house.Clock.GetUtcNow()));
    }

    private static string Text(MeasureCase held) => System.Text.Encoding.UTF8.GetString(CaseJson.Write(held));
}
