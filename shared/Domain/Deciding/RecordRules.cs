using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>
/// Says whether a record can stand by itself: what it states, about whom, on which basis, by whose authority and in which order of days.
/// Pure; every reason at once. What other records say (versions, duplicates) is <see cref="VersionRules"/>' part.
/// </summary>
public static class RecordRules
{
    /// <param name="record">The record as read.</param>
    /// <param name="known">What reading found wrong already.</param>
    /// <param name="city">The sending city, from its account.</param>
    /// <param name="book">Catalogue, law register, members.</param>
    /// <param name="today">Today in China's calendar.</param>
    /// <returns>All reasons against the record, the known ones first; empty if it can stand.</returns>
    public static IReadOnlyList<Reason> Check(
        CreditRecord record, IReadOnlyList<Reason> known, string city, RuleBook book, DateOnly today)
    {
        var findings = new Findings(known);
        findings.Require(RecordField.SourceId, record.SourceId);
        ChangeRules.CheckForm(record, today, findings);
        if (record.IsChangeOnly)
        {
            // The fact is the one that is held; what is said of it is checked beside it.
            AuthorityRules.CheckStated(record, city, findings);
            return findings.Reasons;
        }
        findings.Require(RecordField.Kind, record.Kind);
        // Beside a person's number the name is not read, and is not missed.
        if (!known.Contains(DecidingReasons.PersonsNumber(RecordField.SubjectCode)))
            findings.Require(RecordField.SubjectName, record.Subject?.Name);
        findings.Require(RecordField.SubjectCode, record.Subject?.Code);
        CheckDates(record, today, findings);
        var item = CheckItem(record, book, today, findings);
        BasisRules.Check(record, book, city, findings);
        AuthorityRules.Check(record, city, findings);
        CheckSections(record, findings);
        if (record.Kind == RecordKind.Penalty && record.Penalty is { } penalty)
            PenaltyRules.Check(penalty, findings);
        if (item is not null)
        {
            CheckSeverity(record, item, book, findings);
            ChangeRules.CheckFact(record, item, book.Catalogue.InForceOn(record.DecidedOn!.Value)!, book, today, findings);
        }
        return findings.Reasons;
    }

    private static void CheckDates(CreditRecord record, DateOnly today, Findings findings)
    {
        if (!findings.Require(RecordField.DecidedOn, record.DecidedOn))
            return;
        var decided = record.DecidedOn!.Value;
        if (decided > today)
            findings.Add(DecidingReasons.InTheFuture(RecordField.DecidedOn, decided, today));
        if (record.ValidUntil is { } until && until < decided)
            findings.Add(DecidingReasons.BeforeDecision(RecordField.ValidUntil, until, decided));
        if (record.ValidFrom is { } from && record.ValidUntil is { } end && end < from)
            findings.Add(DecidingReasons.OutOfOrder(RecordField.ValidUntil, end, RecordField.ValidFrom, from));
        if (record.Dishonesty?.FiledOn is { } filed && filed > today)
            findings.Add(DecidingReasons.InTheFuture(RecordField.ListFiledOn, filed, today));
    }

    private static CatalogueItem? CheckItem(CreditRecord record, RuleBook book, DateOnly today, Findings findings)
    {
        if (!findings.Require(RecordField.Item, record.Item) || record.DecidedOn is not { } decided)
            return null;
        if (book.Catalogue.InForceOn(decided) is not { } edition)
        {
            findings.Add(DecidingReasons.NoEdition(decided));
            return null;
        }
        if (edition.Find(record.Item!) is not { } item)
        {
            findings.Add(DecidingReasons.UnknownItem(record.Item!, edition));
            return null;
        }
        if (RetentionRules.LastDay(record, book.Catalogue) is { } lastDay && lastDay < today)
            findings.Add(DecidingReasons.RetentionEnded(decided, lastDay));
        if (record.Kind is { } kind && !item.RecordKinds.Contains(RecordWords.Word(kind)))
            findings.Add(DecidingReasons.ItemOfOtherKind(item, kind));
        return item;
    }

    private static void CheckSections(CreditRecord record, Findings findings)
    {
        if (record.Kind is not { } kind)
            return;
        findings.Require(RecordField.DocumentNumber, record.DocumentNumber ?? record.Licence?.Number);
        Section(RecordKind.Penalty, record.Penalty);
        Section(RecordKind.Licence, record.Licence);
        Section(RecordKind.Honour, record.Honour);
        Section(RecordKind.Dishonesty, record.Dishonesty);
        if (kind == RecordKind.Honour && record.Honour is { } honour)
            findings.Require(RecordField.HonourCategory, honour.Category);
        if (kind == RecordKind.Dishonesty && record.Dishonesty is { } listing)
            findings.Require(RecordField.ListCategory, listing.Category);
        if (kind == RecordKind.Licence && record.Licence is { } licence)
            findings.Require(RecordField.LicenceContent, licence.Content);

        void Section(RecordKind own, object? section)
        {
            if (own == kind && section is null)
                findings.Add(DecidingReasons.SectionMissing(kind));
            else if (own != kind && section is not null)
                findings.Add(DecidingReasons.SectionOfOtherKind(RecordWords.Word(own), kind));
        }
    }

    private static void CheckSeverity(CreditRecord record, CatalogueItem item, RuleBook book, Findings findings)
    {
        if (!SeverityRules.IsAdverse(record))
            return;
        var least = SeverityRules.Least(record, item, book.Catalogue.InForceOn(record.DecidedOn!.Value)!);
        if (record.Severity is { } stated && stated < least)
            findings.Add(DecidingReasons.SeverityTooLow(stated, least));
        if (record.PublicUntil is not { } until)
            return;
        var decided = record.DecidedOn!.Value;
        var span = book.Publicity.On(decided).SpanOf(record.Severity is { } higher && higher > least ? higher : least, item);
        if (until < span.LeastFrom(decided))
            findings.Add(DecidingReasons.PublicityTooShort(until, span.LeastFrom(decided)));
        if (until > span.MostFrom(decided))
            findings.Add(DecidingReasons.PublicityTooLong(until, span.MostFrom(decided)));
    }
}
