using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Query.Asking;
using CreditShare.Query.BatchLookups;
using CreditShare.Registry.Retention;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.StateChecks;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Registry.Tests.Retention;

/// <summary>What may be kept no longer is deleted, and nothing else, and the log says so, on every engine.</summary>
public abstract class RetentionContract : HouseContract
{
    /// <summary>The last day of what was decided on 2026-06-01, in the evening in China: a run may take some of the clock's hours before it is over.</summary>
    private protected static readonly DateTimeOffset LastEvening = new(2031, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>When that day is over.</summary>
    private protected static readonly DateTimeOffset DayAfter = new(2031, 6, 1, 16, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private int checks;

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        folder.Dispose();
    }

    private RetentionJob Job => new(house.Records, house.Contents, house.Log, new EntryWriter(house.Log, new WakeSignal(), house.Clock), House.Seeds.RuleBook, house.Clock);

    /// <summary>Runs the job beside a sequencer, which is what it needs, or beside none.</summary>
    private protected async Task<RetentionResult> DeleteAsync(bool sequenced = true)
    {
        var run = Job.DeleteAsync("test", null, Cancel);
        while (!run.IsCompleted)
        {
            if (sequenced)
                await house.SequenceAsync();
            house.Clock.Advance(TimeSpan.FromMilliseconds(sequenced ? 100 : 5000));
            // Slow enough that a store on a busy machine answers within the test's time.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
        return await run;
    }

    private async Task LookUpAsync(string id, string code, string asked)
    {
        var question = new LookupQuestion(asked, code, "341000-licensing", "341000", "licensing", "CASE-1");
        var now = house.Clock.GetUtcNow();
        var answer = new AnswerBuilder(House.Seeds.AnswerBook).Build(question, new(await house.Profiles.FindAsync(code, Cancel) ?? SubjectProfile.Empty(code), 0), id, now);
        var entry = new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = id, At = now, Actor = new("341000", "341000-licensing", "official"), Subject = code, Purpose = "licensing", Case = "CASE-1",
            Detail = LookupEntryDetail.Write(question, answer), Blind = StagedEntries.NewBlind(),
        };
        await house.Log.StageAsync([StagedEntries.Committing(entry, LookupAnswerJson.Write(answer))], Cancel);
    }

    private async Task ReportAsync(string id, string code)
    {
        var question = new LookupQuestion(Asked.Report, code, "330100-licensing", "330100", "licensing", "CASE-1");
        var now = house.Clock.GetUtcNow();
        var report = new ReportBuilder(new(House.Seeds.AnswerBook)).Build(question, new((await house.Profiles.FindAsync(code, Cancel))!, 0), id, now);
        var entry = new LogEntry
        {
            Kind = EntryKind.ReportIssued, Id = id, At = now, Actor = new("330100", "330100-licensing", "official"), Subject = code, Purpose = "licensing", Case = "CASE-1",
            Detail = LookupEntryDetail.Write(question, report.Registry), Blind = StagedEntries.NewBlind(),
        };
        await house.Log.StageAsync([StagedEntries.Committing(entry, CreditReportJson.Write(report))], Cancel);
    }

    /// <summary>What is kept of the decisions of P-1 and around it; then a sequenced log.</summary>
    private protected async Task FillAsync()
    {
        Decision[] decisions =
        [
            .. await house.DecideAsync((1, Some.Penalty()), (1, Some.Honour(2)), (1, Some.Penalty(3) with { DecidedOn = new DateOnly(2026, 6, 2) }), (1, Some.Listing())),
            .. await house.DecideAsync((2, Some.Penalty() with { Change = ChangeKind.Correct, ChangeReason = "样例" }), (1, Some.Penalty() with { SourceId = "P-1b" })),
            .. await house.DecideAsync((1, Some.Penalty(9) with { Change = ChangeKind.Dispute, ChangeReason = "样例" })),
        ];
        Assert.Equal([Outcome.Accepted, Outcome.Accepted, Outcome.Accepted, Outcome.Accepted, Outcome.Accepted, Outcome.Duplicate, Outcome.Rejected], decisions.Select(decision => decision.Outcome));
        await LookUpAsync("answer-penalty", Some.Subject().Code!, Asked.Records);
        await LookUpAsync("answer-measures", Some.Subject().Code!, Asked.Punishments);
        await LookUpAsync("answer-honour", Some.Subject(2).Code!, Asked.Records);
        await house.SequenceAsync();
    }

    /// <summary>Indexes of entries whose content is kept, of those that <see cref="FillAsync"/> made.</summary>
    private async Task<IEnumerable<long>> KeptAsync() =>
        (await house.Log.ReadStoredAsync(0, 10, Cancel)).Where(entry => entry.Stored is { Content: not null, CommitKey: not null }).Select(entry => entry.Stored.Index!.Value);

    private protected async Task AssertStateAsync() => Assert.Empty((await CheckAsync()).Differences);

    private protected async Task<StateVerdict> CheckAsync()
    {
        await house.SequenceAsync();
        await using var scratch = SqliteScratch.Open(folder.File($"folded-{++checks}.db"));
        return await new StateCheck(house.Log, house.Witnesses, house.Contents, House.LogKey.Verifier, TimeProvider.System)
            .RunAsync(scratch.Records, scratch.Contents, null, Cancel);
    }

    [Fact]
    public async Task On_its_last_day_a_record_is_kept_and_on_the_next_it_is_erased_with_all_that_states_it()
    {
        await FillAsync();
        house.Clock.SetUtcNow(LastEvening);
        var known = house.Clock.GetUtcNow();
        Assert.Equal((0, 0L), ((await Job.TryAsync(null, Cancel)).Records, (await Job.TryAsync(null, Cancel)).Contents));

        house.Clock.SetUtcNow(DayAfter);
        var planned = await Job.TryAsync(null, Cancel);
        Assert.Equal(["330100/L-1", "330100/P-1"], planned.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (long)n), await KeptAsync());

        var done = await DeleteAsync();
        Assert.Equal((planned.Records, planned.Contents), (done.Records, done.Contents));
        // Gone: the listing, both versions of P-1, its duplicate, and both answers that state them. The objection to P-9 came with the same day. Kept: the honour, its answer, and what ends a day later.
        Assert.Equal([1, 2, 9], await KeptAsync());
        var code = Some.Subject().Code!;
        Assert.Empty((await house.Profiles.FindAsync(code, Cancel))!.Records);
        var past = PastProfile.KnownAt(code, await house.Profiles.HistoryAsync(code, Cancel), known);
        Assert.Equal((0, 2), (past.Profile.Records.Count, past.Erased));
        await AssertStateAsync();
        // What was found in a refused record is gone from its decision too; what was decided with it stays known.
        Assert.Empty(DecisionJson.Read((await house.Records.FindDecidedAsync(new(Some.City, "b3", 0), Cancel))!.Decisions));
        Assert.Equal("", (await house.Profiles.FindAsync(code, Cancel))!.Name);
        var run = Assert.Single(await house.Log.FindEntriesAsync(new() { Kind = EntryKind.RetentionRun, Limit = 10 }, Cancel));
        Assert.True(EntryEncoding.TryDecode(run.Bytes, out var entry));
        Assert.Equal(("2", "7"), (entry.Detail["records"], entry.Detail["contents"]));

        Assert.Equal((0, 0L), ((await DeleteAsync()).Records, (await DeleteAsync()).Contents));
        Assert.Equal("retention-ended", Assert.Single(Assert.Single(await house.DecideAsync((9, Some.Penalty()))).Reasons!).Code);
        await AssertStateAsync();
    }

    [Fact]
    public async Task An_answer_that_states_nothing_adverse_is_kept_ten_years()
    {
        await FillAsync();
        house.Clock.SetUtcNow(new DateTimeOffset(2036, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await DeleteAsync();
        Assert.Equal([1, 9], await KeptAsync());
        house.Clock.SetUtcNow(new DateTimeOffset(2036, 11, 23, 16, 0, 0, TimeSpan.Zero));
        await DeleteAsync();
        Assert.Equal([1], await KeptAsync());
        await AssertStateAsync();
    }

    [Fact]
    public async Task A_list_says_for_ten_years_who_asked_about_whom_and_holds_no_word_of_a_record()
    {
        await FillAsync();
        var now = house.Clock.GetUtcNow();
        var asking = new AgencyAsking(House.Seeds.Agencies["341000-licensing"], "official", House.Seeds.Purposes["licensing"], "TENDER-1", null, null, null);
        var answers = new BatchAnswers(
            house.Profiles, new AnswerBuilder(House.Seeds.AnswerBook), new AnswerRoom(0), asking, Asked.Records, [Some.Subject().Code!, Some.Subject(2).Code!], "lookups-1", now);
        var key = BatchLookupEntry.NewKey();
        var (content, _) = await answers.PrepareAsync(key, Cancel);
        var entry = new LogEntry { Kind = EntryKind.BatchLookupAnswered, Id = "lookups-1", At = now, Actor = asking.Actor, Purpose = "licensing", Case = "TENDER-1", Blind = StagedEntries.NewBlind() };
        await house.Log.StageAsync([BatchLookupEntry.Make(entry, key, content)], Cancel);
        await house.SequenceAsync();
        var kept = (await house.Log.FindEntryAsync("lookups-1", Cancel))!.Content!;
        Assert.Contains(Some.Subject().Code!, Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Penalty().DocumentNumber!, Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Penalty().Penalty!.Facts!, Encoding.UTF8.GetString(kept), StringComparison.Ordinal);

        house.Clock.SetUtcNow(new DateTimeOffset(2036, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await DeleteAsync();
        Assert.NotNull((await house.Log.FindEntryAsync("lookups-1", Cancel))!.Content);
        // What an answer was made of is gone: it cannot be given again, and nothing else is given for it.
        Assert.Null((await answers.AgainAsync(content, key, Cancel).ToListAsync(Cancel))[0]);
        house.Clock.SetUtcNow(new DateTimeOffset(2036, 11, 23, 16, 0, 0, TimeSpan.Zero));
        await DeleteAsync();
        Assert.True(await house.Log.FindEntryAsync("lookups-1", Cancel) is { Content: null, CommitKey: null });
        await AssertStateAsync();
    }

    [Fact]
    public async Task A_report_ends_with_the_record_in_it_that_ends_first()
    {
        await house.DecideAsync((1, Some.Penalty()), (1, Some.Honour() with { ValidUntil = null }), (1, Some.Honour(2)));
        await ReportAsync("report-of-both", Some.Subject().Code!);
        await ReportAsync("report-of-an-honour", Some.Subject(2).Code!);
        await house.SequenceAsync();
        house.Clock.SetUtcNow(LastEvening);
        await DeleteAsync();
        Assert.Equal((true, true), (await IsKeptAsync("report-of-both"), await IsKeptAsync("report-of-an-honour")));
        house.Clock.SetUtcNow(DayAfter);
        await DeleteAsync();
        Assert.Equal((false, true), (await IsKeptAsync("report-of-both"), await IsKeptAsync("report-of-an-honour")));
        await AssertStateAsync();

        async Task<bool> IsKeptAsync(string id) => (await house.Log.FindEntryAsync(id, Cancel))!.Content is not null;
    }

    [Fact]
    public async Task Nothing_is_deleted_that_the_log_does_not_name_and_the_next_run_goes_on()
    {
        await FillAsync();
        house.Clock.SetUtcNow(LastEvening.AddDays(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => DeleteAsync(sequenced: false));
        Assert.Equal(10, (await KeptAsync()).Count());
        // Named, and still there: that is what the check says, until the next run.
        var verdict = await CheckAsync();
        Assert.Equal(7, verdict.Count);
        Assert.All(verdict.Differences, difference => Assert.Equal((StatePart.Content, DifferenceKind.Extra), (difference.Part, difference.Kind)));
        // The records are in no answer since; what the entries commit to is still to be deleted. Meanwhile P-3 is due too.
        Assert.Empty((await house.Profiles.FindAsync(Some.Subject().Code!, Cancel))!.Records);
        house.Clock.SetUtcNow(DayAfter.AddDays(1));
        var done = await DeleteAsync();
        Assert.Equal((1, 8L), (done.Records, done.Contents));
        Assert.Equal([1, 9], await KeptAsync());
        await AssertStateAsync();
    }
}

public sealed class SqliteRetentionTests : RetentionContract
{
    private readonly SqliteHouse sqlite = new();

    private protected override House NewHouse() => sqlite;

    private async Task ExecuteAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = new SqliteConnection($"Data Source={sqlite.File};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
    }

    [Fact]
    public async Task Nothing_of_what_was_erased_can_be_read_in_the_file()
    {
        const string Fact = "某日某地独一无二的事实";
        for (var round = 1; round < 30; round++)
        {
            await sqlite.DecideAsync(
                [.. Enumerable.Range(1, 20).Select(n => ((long)round, Some.Penalty(n) with { Change = round == 1 ? ChangeKind.Submit : ChangeKind.Correct, ChangeReason = round == 1 ? null : "样例", Note = $"{Fact}{round}" }))]);
        }
        await sqlite.SequenceAsync();
        sqlite.Clock.SetUtcNow(DayAfter);
        Assert.Equal(20, (await DeleteAsync()).Records);
        await AssertStateAsync();
        await sqlite.CloseAsync();
        Assert.Equal(-1, (await System.IO.File.ReadAllBytesAsync(sqlite.File, Cancel)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Fact)));
    }

    [Fact]
    public async Task A_profile_that_cannot_be_read_is_passed_over_and_the_others_are_not_kept_longer()
    {
        await FillAsync();
        await ExecuteAsync($"UPDATE profiles SET body = x'7B' WHERE code = '{Some.Subject(2).Code}'");
        sqlite.Clock.SetUtcNow(DayAfter);
        Assert.Equal((2, 1), await DeleteAsync() is var done ? (done.Records, done.Unreadable) : default);
    }

    [Fact]
    public async Task What_is_put_back_renamed_or_added_to_an_erased_record_is_named()
    {
        await FillAsync();
        var kept = (await sqlite.Log.ReadStoredAsync(0, 1, Cancel))[0].Stored;
        sqlite.Clock.SetUtcNow(DayAfter);
        await DeleteAsync();
        await AssertStateAsync();
        await ExecuteAsync("UPDATE entries SET content = @content, commit_key = @key WHERE seq = 1", ("@content", kept.Content!), ("@key", kept.CommitKey!));
        await ExecuteAsync($"UPDATE profiles SET body = CAST(replace(CAST(body AS TEXT), '\"name\":\"\"', '\"name\":\"别名\"') AS BLOB) WHERE code = '{Some.Subject().Code}'");
        await ExecuteAsync("INSERT INTO identities VALUES (x'FF02', '330100', 'L-1')");
        Assert.Equal(
            [(StatePart.Content, DifferenceKind.Extra, "0"), (StatePart.Profile, DifferenceKind.Changed, Some.Subject().Code!), (StatePart.Identity, DifferenceKind.Extra, "ff02")],
            (await CheckAsync()).Differences.Select(difference => (difference.Part, difference.Kind, difference.Id)));
    }
}

public sealed class MongoDbRetentionTests(MongoDbFixture fixture) : RetentionContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}
