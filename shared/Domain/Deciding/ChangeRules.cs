using System.Text.Json;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>
/// What a change of a record must say, and when it may be made: withdrawal, repair, objection and its settling (行政处罚法 art. 48; 信用修复管理办法; 浙江省公共信用信息管理条例 arts. 30, 31).
/// </summary>
public static class ChangeRules
{
    /// <summary>Paths told of a fact that differs.</summary>
    private const int MostPaths = 5;

    /// <summary>What a change must say by itself.</summary>
    internal static void CheckForm(CreditRecord record, DateOnly today, Findings findings)
    {
        if (!findings.Require(RecordField.Change, record.Change))
            return;
        var change = record.Change!.Value;
        Only(change, ChangeKind.Repair, "repair", record.Repair, findings);
        Only(change, ChangeKind.Withdraw, "withdrawal", record.Withdrawal, findings);
        Only(change, ChangeKind.Dispute, "dispute", record.Dispute, findings);
        Only(change, ChangeKind.Resolve, "resolution", record.Resolution, findings);
        if (change is ChangeKind.Withdraw or ChangeKind.Dispute or ChangeKind.Resolve)
            findings.Require(RecordField.ChangeReason, record.ChangeReason);
        if (change == ChangeKind.Resolve)
            findings.Require(RecordField.ResolutionResult, record.Resolution?.Result);
        if (change == ChangeKind.Repair)
        {
            // Who determined the fact repairs it: so the repair names who decided it.
            findings.Require(RecordField.AuthorityCode, record.Authority?.Code);
            findings.Require(RecordField.RepairDutyMetOn, record.Repair?.DutyMetOn);
            findings.Require(RecordField.RepairEvidence, record.Repair?.Evidence);
            findings.Require(RecordField.RepairCommitment, record.Repair?.Commitment);
        }
        NotLater(RecordField.RepairDutyMetOn, record.Repair?.DutyMetOn, today, findings);
        NotLater(RecordField.RepairDecidedOn, record.Repair?.DecidedOn, today, findings);
        NotLater(RecordField.WithdrawalSetAsideOn, record.Withdrawal?.SetAsideOn, today, findings);
        NotLater(RecordField.DisputeReceivedOn, record.Dispute?.ReceivedOn, today, findings);
        NotLater(RecordField.ResolutionSettledOn, record.Resolution?.SettledOn, today, findings);
    }

    /// <summary>Whether the change may be made of this fact on this day.</summary>
    internal static void CheckFact(CreditRecord record, CatalogueItem item, CatalogueEdition edition, RuleBook book, DateOnly today, Findings findings)
    {
        if (record.DecidedOn is not { } decided)
            return;
        NotBefore(RecordField.WithdrawalSetAsideOn, record.Withdrawal?.SetAsideOn, decided, findings);
        NotBefore(RecordField.DisputeReceivedOn, record.Dispute?.ReceivedOn, decided, findings);
        if (record.Change != ChangeKind.Repair)
            return;
        if (!SeverityRules.IsAdverse(record))
        {
            findings.Add(DecidingReasons.NothingToRepair(item));
            return;
        }
        NotBefore(RecordField.RepairDutyMetOn, record.Repair?.DutyMetOn, decided, findings);
        var day = record.Repair?.DecidedOn ?? today;
        if (record.Repair?.DutyMetOn is { } met && day < met)
            findings.Add(DecidingReasons.OutOfOrder(RecordField.RepairDecidedOn, day, RecordField.RepairDutyMetOn, met));
        if (RepairRules.EarliestDay(record, item, edition, book.Publicity) is not { } earliest)
            findings.Add(DecidingReasons.RepairBarred(item, SharedPeriod.Of(record, item, edition, book.Publicity)?.Until));
        else if (!RepairRules.AllowsOn(day, record, item, edition, book.Publicity))
            findings.Add(DecidingReasons.RepairTooEarly(day, earliest, ClockRules.Repair(SeverityRules.Of(record, item, edition), item, book.Publicity, earliest)));
    }

    /// <summary>Whether the change fits the record that is held. A version that came late is not asked: it changes nothing now.</summary>
    /// <param name="stated">As the bureau sent it, which may leave the fact out.</param>
    /// <param name="record">The same with the fact.</param>
    /// <param name="held">The present state.</param>
    /// <param name="history">The versions held.</param>
    /// <param name="order">Source order of the change.</param>
    /// <param name="book">The rules.</param>
    /// <param name="today">Today in China's calendar.</param>
    /// <returns>All reasons against it.</returns>
    public static IReadOnlyList<Reason> CheckHeld(
        CreditRecord stated, CreditRecord record, HeldRecord held, RecordHistory history, long order, RuleBook book, DateOnly today)
    {
        var findings = new Findings([]);
        if (stated.IsChangeOnly && book.Catalogue.InForceOn(record.DecidedOn!.Value) is { } edition && edition.Find(record.Item!) is { } item)
            CheckFact(record, item, edition, book, today, findings);
        var change = record.Change!.Value;
        if (change is ChangeKind.Submit or ChangeKind.Correct)
        {
            // To state a repaired record anew is to revoke its repair: that takes a reason.
            if (history.EndedBy == ChangeKind.Repair)
                findings.Require(RecordField.ChangeReason, record.ChangeReason);
            return findings.Reasons;
        }
        if (change == ChangeKind.Repair)
            CheckRepair(stated, held, findings);
        // A number left out may still be on its way; then nothing can be said of what stands between.
        var nextInOrder = order >= VersionRules.SpoolStampsFrom || order == history.Current!.Order + 1;
        if (nextInOrder && change == ChangeKind.Resolve && !history.IsUnanswered)
            findings.Add(DecidingReasons.NoOpenObjection());
        if (nextInOrder && change == ChangeKind.Dispute)
            CheckDispute(record, held, history, findings);
        CheckSameFact(change, record, held, findings);
        return findings.Reasons;
    }

    private static void CheckRepair(CreditRecord stated, HeldRecord held, Findings findings)
    {
        if (held.Ended)
            findings.Add(DecidingReasons.EndedAlready());
        if (stated.Authority?.Code is { } code && code != held.Record.Authority?.Code)
            findings.Add(DecidingReasons.RepairByAnother(code, held.Record.Authority!));
    }

    private static void CheckDispute(CreditRecord record, HeldRecord held, RecordHistory history, Findings findings)
    {
        if (history.IsDisputed)
            findings.Add(DecidingReasons.ObjectionOpen(held.Objection?.ReceivedOn));
        else if (record.Dispute?.Stage == DisputeStage.Review && !history.Versions.Any(version => version.Change == ChangeKind.Resolve))
            findings.Add(DecidingReasons.ReviewBeforeSettlement());
    }

    /// <summary>Only an objection upheld changes the fact; everything else is about the fact as it is held.</summary>
    private static void CheckSameFact(ChangeKind change, CreditRecord record, HeldRecord held, Findings findings)
    {
        // Its authority, where it is another's, has its own reason.
        var differing = Differing(record.Fact with { Authority = change == ChangeKind.Repair ? null : record.Authority }, held.Record.Fact with { Authority = change == ChangeKind.Repair ? null : held.Record.Authority });
        var changes = change == ChangeKind.Resolve && record.Resolution?.Result is ResolutionResult.Upheld or ResolutionResult.Partly;
        if (changes && differing.Count == 0)
            findings.Add(DecidingReasons.UpheldUnchanged(record.Resolution!.Result!.Value));
        if (!changes && differing.Count > 0)
            findings.Add(DecidingReasons.FactDiffers(change, [.. differing.Take(MostPaths)]));
    }

    private static List<string> Differing(CreditRecord one, CreditRecord other)
    {
        using var first = JsonDocument.Parse(RecordJson.Write(one));
        using var second = JsonDocument.Parse(RecordJson.Write(other));
        var texts = Flat(first.RootElement, "").ToDictionary(pair => pair.Path, pair => pair.Text);
        var others = Flat(second.RootElement, "").ToDictionary(pair => pair.Path, pair => pair.Text);
        return [.. texts.Keys.Union(others.Keys).Where(path => texts.GetValueOrDefault(path) != others.GetValueOrDefault(path))];
    }

    private static IEnumerable<(string Path, string Text)> Flat(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind == JsonValueKind.Object ? Flat(member.Value, $"{member.Name}.") : [($"{prefix}{member.Name}", member.Value.GetRawText())]);

    private static void Only(ChangeKind change, ChangeKind own, string section, object? value, Findings findings)
    {
        if (value is not null && change != own)
            findings.Add(DecidingReasons.SectionOfOtherChange(section, own));
    }

    private static void NotLater(RecordField field, DateOnly? day, DateOnly today, Findings findings)
    {
        if (day is { } stated && stated > today)
            findings.Add(DecidingReasons.InTheFuture(field, stated, today));
    }

    private static void NotBefore(RecordField field, DateOnly? day, DateOnly decided, Findings findings)
    {
        if (day is { } stated && stated < decided)
            findings.Add(DecidingReasons.BeforeDecision(field, stated, decided));
    }
}
