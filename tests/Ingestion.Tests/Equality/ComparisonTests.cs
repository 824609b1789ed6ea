using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Equality;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Spool;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Equality;

/// <summary>The city's side of a comparison, on a real spool. What the registry holds is said by the test, which answers in its place; the two together are in EndToEnd.Tests.</summary>
public sealed class ComparisonTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    /// <summary>What the registry holds, and what it has erased.</summary>
    private readonly Dictionary<string, HoldingLine> held = [];
    private readonly HashSet<string> erased = [];
    private readonly List<CompareHoldings> asked = [];
    private CityNode node = null!;
    private ComparisonTurn turn = null!;
    private int runs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CitySpool Spool => node.Spool;

    public ValueTask InitializeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Spool.DisposeAsync();
        folder.Dispose();
    }

    private void Open()
    {
        node = new(Some.City, new CitySpool(Some.City, folder.Path, time), CityKey.Load(folder.Path, Some.City, create: true));
        turn = new(node, time, NullLogger.Instance);
    }

    private async Task PushAsync(string batch, params IReadOnlyList<CreditRecord> records)
    {
        await Spool.BeginAsync(batch, "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        await Spool.AddChunkAsync(
            batch, 0, [.. records.Select((record, i) => new SubmittedRecord { Line = i + 1, Order = Spool.NextStamp(), Content = RecordJson.Write(record) })], ChunkExtras.None, Cancel);
        await Spool.CompleteAsync(batch, "bureau", null, [1], [], null, Cancel);
    }

    /// <summary>The registry accepts the records; the city does not know yet.</summary>
    private void Hold(params IReadOnlyList<CreditRecord> records)
    {
        foreach (var record in records)
            held[record.SourceId!] = SentRecord.Unknown.With(SentVersion.Of(1, 1, false, record)).Line(record.SourceId!)!;
    }

    private Task ArriveAsync(string batch, int version, params IReadOnlyList<CreditRecord> records) => Spool.DecidedAsync(
        batch, 0, time.GetUtcNow(),
        DecisionJson.Write([.. records.Select((record, i) => new Decision { Line = i + 1, Outcome = Outcome.Accepted, Key = $"{Some.City}/{record.SourceId}", Version = version, LogEntry = "e" })]), Cancel);

    private async Task SendAsync(string batch, params IReadOnlyList<CreditRecord> records)
    {
        await PushAsync(batch, records);
        Hold(records);
        await ArriveAsync(batch, 1, records);
    }

    private Task<Comparison> BeginAsync() => Spool.Comparisons.BeginAsync(
        new() { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"), Account = "bureau", StartedAt = time.GetUtcNow(), AskAfter = Spool.Holdings.LastChunk() }, Cancel);

    /// <summary>Takes turns, and answers what is asked, until there is nothing to do.</summary>
    private async Task RunAsync(bool again = false)
    {
        while (await turn.TakeAsync(again ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue, Cancel) is var (hasMoved, question) && (hasMoved || question is not null))
        {
            again = false;
            if (question is not null)
                await AnswerAsync(question);
        }
    }

    private async Task AnswerAsync(CompareHoldings question)
    {
        asked.Add(question);
        var run = (++runs).ToString("x32", CultureInfo.InvariantCulture);
        var answer = new HoldingsCompared { City = Some.City, Comparison = question.Comparison, Round = question.Round, Run = run, Part = 0, IsLast = true };
        var whole = new HoldingDigests<ItemDay>(line => question.Level == HoldingsLevel.Items ? new(line.Item, default) : new(line.Item, line.Day));
        foreach (var line in held.Values)
            whole.Add(line);
        IReadOnlyList<HeldGroup> groups = [.. whole.Groups.Select(group => new HeldGroup(group.Key.Item, question.Level == HoldingsLevel.Items ? null : group.Key.Day, group.Value.Count, group.Value.Digest()))];
        IReadOnlyList<HeldHash> records = [.. held.Values.Where(line => question.Days.Contains(new(line.Item, line.Day))).Select(line => new HeldHash(line.SourceId, line.Item, line.Day, line.Hash))];
        answer = question.Level switch
        {
            HoldingsLevel.Items => answer with { Groups = groups, LogEntry = whole.Whole.Digest().AsSpan().SequenceEqual(question.Digest) ? "entry" : null },
            HoldingsLevel.Days => answer with { Groups = [.. groups.Where(group => question.Items.Contains(group.Item))] },
            HoldingsLevel.Records => answer with { Records = records },
            HoldingsLevel.Erased => answer with { Erased = [.. question.SourceIds.Where(erased.Contains)] },
            _ => answer with { LogEntry = "entry" },
        };
        await Spool.Comparisons.AddAnswerAsync(answer, Cancel);
        // Delivered twice.
        await Spool.Comparisons.AddAnswerAsync(answer, Cancel);
    }

    private ComparisonStatus Status(Comparison comparison) => ComparisonStatus.Of(Spool.Comparisons.Find(comparison.Id)!, Spool.Holdings.Erased());

    [Fact]
    public async Task What_is_held_as_it_was_sent_is_equal_in_one_question()
    {
        await SendAsync("a", Some.Penalty(1), Some.Honour(2));
        var status = await EndedAsync(await BeginAsync());
        Assert.Equal((ComparisonState.Equal, 1, 2L, "entry"), (status.State, status.Rounds, status.Records, status.LogEntry));
        Assert.Empty(status.Differences);
        Assert.Null(Spool.Comparisons.Open());
    }

    [Fact]
    public async Task What_is_missing_extra_or_otherwise_is_named_and_asked_for_twice()
    {
        await SendAsync("a", [.. Enumerable.Range(1, 30).Select(n => Some.Penalty(n))]);
        held.Remove("P-7");
        Hold(Some.Penalty(8) with { Note = "改动样例" }, Some.Honour(99));
        var status = await EndedAsync(await BeginAsync());
        Assert.Equal((ComparisonState.Different, "entry", false), (status.State, status.LogEntry, status.More));
        Assert.Equal(
            [(DifferenceKind.Missing, "P-7"), (DifferenceKind.Different, "P-8"), (DifferenceKind.Extra, "H-99")],
            status.Differences.Select(difference => (difference.What, difference.SourceId)).OrderBy(difference => difference.SourceId.Length).ThenBy(difference => difference.SourceId));
        Assert.Equal(
            [HoldingsLevel.Items, HoldingsLevel.Days, HoldingsLevel.Records, HoldingsLevel.Erased, HoldingsLevel.Records, HoldingsLevel.Erased, HoldingsLevel.Outcome],
            asked.Select(question => question.Level));
        Assert.Equal(new HoldingsDifferences(1, 1, 1, false), asked[^1].Differences);
    }

    [Fact]
    public async Task A_record_decided_while_it_is_compared_is_no_difference()
    {
        await SendAsync("a", Some.Penalty(1), Some.Penalty(2));
        var comparison = await BeginAsync();
        var (_, question) = await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
        var corrected = Some.Penalty(2) with { Change = ChangeKind.Correct, ChangeReason = "样例", Note = "更正" };
        await PushAsync("b", corrected, Some.Penalty(3));
        Hold(corrected, Some.Penalty(3));
        await AnswerAsync(question!);
        await RunAsync();
        // Narrowed down, and waiting for what was on its way.
        Assert.Equal((ComparisonState.Comparing, HoldingsLevel.Records), (Status(comparison).State, asked[^1].Level));
        await Spool.DecidedAsync(
            "b", 0, time.GetUtcNow(),
            DecisionJson.Write(
            [
                new Decision { Line = 1, Outcome = Outcome.Accepted, Key = "330100/P-2", Version = 2, LogEntry = "e" }, new Decision { Line = 2, Outcome = Outcome.Accepted, Key = "330100/P-3", Version = 1, LogEntry = "e" },
            ]), Cancel);
        await RunAsync();
        Assert.Equal((ComparisonState.Equal, 3L), (Status(comparison).State, Status(comparison).Records));
    }

    [Fact]
    public async Task What_differs_only_once_is_not_told()
    {
        await SendAsync("a", Some.Penalty(1), Some.Penalty(2));
        var line = held["P-2"];
        held.Remove("P-2");
        var comparison = await BeginAsync();
        while (!asked.Any(question => question.Level == HoldingsLevel.Records))
        {
            var (_, question) = await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
            if (question is not null)
                await AnswerAsync(question);
        }
        held.Add("P-2", line);
        await RunAsync();
        Assert.Equal(ComparisonState.Equal, Status(comparison).State);
    }

    [Fact]
    public async Task What_was_pushed_before_is_waited_for_and_what_is_never_decided_fails_the_comparison()
    {
        await PushAsync("a", Some.Penalty(1));
        var comparison = await BeginAsync();
        await RunAsync();
        Assert.Empty(asked);
        time.Advance(ComparisonTurn.Longest + TimeSpan.FromSeconds(1));
        await RunAsync();
        var status = Status(comparison);
        Assert.Equal((ComparisonState.Failed, null), (status.State, status.LogEntry));
        Assert.Contains("undecided", status.Failure!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_asks_the_same_question_again_and_takes_one_of_two_answers()
    {
        await SendAsync("a", Some.Penalty(1), Some.Penalty(2));
        var comparison = await BeginAsync();
        var (_, question) = await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
        await Spool.DisposeAsync();
        Open();
        var (_, again) = await turn.TakeAsync(DateTimeOffset.MaxValue, Cancel);
        Assert.Equal((question!.Comparison, question.Round, Convert.ToHexString(question.Digest)), (again!.Comparison, again.Round, Convert.ToHexString(again.Digest)));
        await AnswerAsync(question);
        await AnswerAsync(again);
        Assert.Equal(ComparisonState.Equal, (await EndedAsync(comparison)).State);
    }

    [Fact]
    public async Task What_the_registry_erased_is_counted_apart_and_not_compared_again()
    {
        await SendAsync("a", [.. Enumerable.Range(1, 500).Select(n => Some.Penalty(n))]);
        await SendAsync("b", [.. Enumerable.Range(501, 500).Select(n => Some.Penalty(n))]);
        await SendAsync("c", [.. Enumerable.Range(1001, 500).Select(n => Some.Penalty(n))]);
        foreach (var n in Enumerable.Range(1, 1400))
        {
            held.Remove($"P-{n}");
            erased.Add($"P-{n}");
        }
        var first = await EndedAsync(await BeginAsync());
        Assert.Equal((ComparisonState.Equal, 100L, 1400L), (first.State, first.Records, first.Erased));
        Assert.Equal(2, asked.Count(question => question.Level == HoldingsLevel.Erased));
        Assert.Equal(1, (await EndedAsync(await BeginAsync())).Rounds);
    }

    [Fact]
    public async Task Differences_beyond_a_thousand_are_said_to_be_more()
    {
        foreach (var batch in Enumerable.Range(0, 3))
            await SendAsync($"b{batch}", [.. Enumerable.Range(1, 500).Select(n => Some.Penalty((batch * 500) + n))]);
        held.Clear();
        var status = await EndedAsync(await BeginAsync());
        Assert.Equal((ComparisonState.Different, ComparisonSteps.MostDifferences, true), (status.State, status.Differences.Count, status.More));
    }

    [Fact]
    public async Task A_comparison_that_is_under_way_is_not_the_one_of_who_asks_after_a_push()
    {
        await SendAsync("a", Some.Penalty(1));
        var first = await BeginAsync();
        var (_, question) = await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
        await PushAsync("b", Some.Penalty(2));
        var second = await BeginAsync();
        Assert.NotEqual(first.Id, second.Id);
        // Who asks while that one waits gets the same, which then covers this too.
        time.Advance(TimeSpan.FromMinutes(30));
        await PushAsync("c", Some.Penalty(3));
        var joined = await BeginAsync();
        Assert.Equal((second.Id, time.GetUtcNow(), Spool.Holdings.LastChunk()), (joined.Id, joined.StartedAt, joined.AskAfter));

        await AnswerAsync(question!);
        await RunAsync();
        Assert.Equal((ComparisonState.Equal, 1L), (Status(first).State, Status(first).Records));
        Assert.Equal(ComparisonState.Comparing, Status(second).State);
        // The second has asked nothing: it waits for what had its receipt before.
        Assert.Single(asked);
        // The registry holds P-2, and has lost P-3: equal as of the first, not as of the second.
        Hold(Some.Penalty(2));
        await ArriveAsync("b", 1, Some.Penalty(2));
        await ArriveAsync("c", 1, Some.Penalty(3));
        await RunAsync();
        Assert.Equal((ComparisonState.Different, "P-3"), (Status(second).State, Assert.Single(Status(second).Differences).SourceId));
    }

    [Fact]
    public async Task The_hour_of_a_comparison_counts_from_its_turn()
    {
        await PushAsync("a", Some.Penalty(1));
        var first = await BeginAsync();
        await RunAsync();
        var second = await BeginAsync();
        time.Advance(ComparisonTurn.Longest + TimeSpan.FromSeconds(1));
        // The first is given up; what it waited for is decided only now.
        await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
        Hold(Some.Penalty(1));
        await ArriveAsync("a", 1, Some.Penalty(1));
        await RunAsync();
        Assert.Equal((ComparisonState.Failed, ComparisonState.Equal), (Status(first).State, Status(second).State));
    }

    [Fact]
    public async Task One_comparison_waits_at_a_time_and_an_answer_to_another_question_is_passed_over()
    {
        await SendAsync("a", Some.Penalty(1));
        var comparison = await BeginAsync();
        Assert.Equal(comparison.Id, (await BeginAsync()).Id);
        var (_, question) = await turn.TakeAsync(DateTimeOffset.MinValue, Cancel);
        await AnswerAsync(question! with { Round = 2 });
        await AnswerAsync(question with { Comparison = new string('b', 32) });
        Assert.Null(Spool.Comparisons.WholeRun(comparison.Id, 1));
        var part = new HoldingsCompared { City = Some.City, Comparison = comparison.Id, Round = 1, Run = "r", Part = 1, IsLast = true, LogEntry = "entry" };
        await Spool.Comparisons.AddAnswerAsync(part, Cancel);
        await Spool.Comparisons.AddAnswerAsync(part with { Run = "s", Part = 0, IsLast = false }, Cancel);
        Assert.Null(Spool.Comparisons.WholeRun(comparison.Id, 1));
        await Spool.Comparisons.AddAnswerAsync(part with { Part = 0, IsLast = false, LogEntry = null }, Cancel);
        Assert.Equal("r", Spool.Comparisons.WholeRun(comparison.Id, 1));
    }

    private async Task<ComparisonStatus> EndedAsync(Comparison comparison)
    {
        await RunAsync();
        var status = Status(comparison);
        Assert.NotEqual(ComparisonState.Comparing, status.State);
        return status;
    }
}
