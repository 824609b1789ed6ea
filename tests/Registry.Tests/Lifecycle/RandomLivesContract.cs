using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Lifecycle;

/// <summary>Random lives of records, beside a plain model of the rules: every decision and every answer is the model's, on every engine.</summary>
public abstract class RandomLivesContract : HouseContract
{
    private const int Steps = 150;
    private const long Stamp = VersionRules.SpoolStampsFrom;

    private static readonly ChangeKind[] Changes =
        [ChangeKind.Submit, ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Dispute, ChangeKind.Dispute, ChangeKind.Resolve, ChangeKind.Resolve, ChangeKind.Repair, ChangeKind.Repair, ChangeKind.Withdraw];

    private static readonly int[] Fines = [0, 20_000, 30_000, 600_000];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Every_decision_and_every_answer_is_what_the_plain_rules_say(int seed)
    {
        var random = new Random(seed);
        var model = new PlainModel();
        var outcomes = new HashSet<(ChangeKind, string)>();
        for (var step = 0; step < Steps; step++)
        {
            var today = ChinaCalendar.Today(house.Clock.GetUtcNow());
            var sent = Next(random, today);
            var expected = model.Take(sent, today);
            var decision = Assert.Single(await house.DecideAsync((Stamp + step, Record(sent))));
            Assert.True(expected == RecordWords.Word(decision.Outcome), $"Step {step}, {today}, {sent}: {expected} by the rules, {decision.Outcome} {string.Join(", ", (decision.Reasons ?? []).Select(reason => reason.Code))}");
            outcomes.Add((sent.Change, expected));
            if (random.Next(4) == 0)
                Assert.Equal(decision.Outcome, Assert.Single(await house.RedeliverAsync()).Outcome);
            await AssertShownAsync(model, today, step);
            house.Clock.Advance(TimeSpan.FromDays(random.Next(3) == 0 ? random.Next(30) : 0) + TimeSpan.FromHours(random.Next(24)));
        }
        // A history in which hardly anything happens proves nothing.
        foreach (var change in new[] { ChangeKind.Submit, ChangeKind.Correct, ChangeKind.Dispute, ChangeKind.Resolve, ChangeKind.Withdraw })
            Assert.Contains((change, "accepted"), outcomes);
        Assert.Contains((ChangeKind.Repair, "rejected"), outcomes);
    }

    private static PlainModel.Sent Next(Random random, DateOnly today)
    {
        var record = random.Next(1, 7);
        // Each record has its day of decision, around those on which a least period ends while the history runs.
        var decided = new DateOnly(2026, 6, 1).AddDays(record * 29);
        var met = random.Next(5) == 0 ? today.AddDays(random.Next(-2, 3)) : decided.AddDays(3);
        return new(record.ToString(CultureInfo.InvariantCulture), Changes[random.Next(Changes.Length)], decided, Fines[random.Next(Fines.Length)], met, random.Next(2) == 0);
    }

    private static CreditRecord Record(PlainModel.Sent sent)
    {
        var states = sent.Change is ChangeKind.Submit or ChangeKind.Correct || sent is { Change: ChangeKind.Resolve, Upheld: true };
        var number = int.Parse(sent.Id, CultureInfo.InvariantCulture);
        var fact = Some.Penalty(number) with
        {
            Subject = Some.Subject(),
            DecidedOn = sent.Decided,
            Penalty = Some.Penalty().Penalty! with { Kinds = [sent.Fine == 0 ? PenaltyKind.Warning : PenaltyKind.Fine], Fine = sent.Fine == 0 ? null : sent.Fine },
        };
        return (states ? fact : new CreditRecord { SourceId = fact.SourceId, Authority = Some.Authority }) with
        {
            Change = sent.Change,
            ChangeReason = sent.Change is ChangeKind.Withdraw or ChangeKind.Dispute or ChangeKind.Resolve ? "样例" : null,
            Repair = sent.Change == ChangeKind.Repair ? new() { DutyMetOn = sent.DutyMet, Evidence = "样例-1", Commitment = "样例-2" } : null,
            Resolution = sent.Change == ChangeKind.Resolve ? new() { Result = sent.Upheld ? ResolutionResult.Upheld : ResolutionResult.Rejected } : null,
        };
    }

    private async Task AssertShownAsync(PlainModel model, DateOnly day, int step)
    {
        var profile = await house.Profiles.FindAsync(Some.Subject().Code!, Cancel) ?? SubjectProfile.Empty(Some.Subject().Code!);
        var shown = RecordInUse.On(profile, House.Seeds.Catalogue, House.Seeds.Lifecycle.Publicity, day).Select(record => (record.Held.SourceId["P-".Length..], record.Held.Disputed));
        Assert.True(model.Shown(day).Order().SequenceEqual(shown.Order()), $"Step {step}, {day}: by the rules {string.Join(' ', model.Shown(day).Order())}, shown {string.Join(' ', shown.Order())}");
    }
}

public sealed class SqliteRandomLivesTests : RandomLivesContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

public sealed class MongoDbRandomLivesTests(MongoDbFixture fixture) : RandomLivesContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}
