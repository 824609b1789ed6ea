using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Deciding;

public sealed class RecordRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static IReadOnlyList<Reason> Check(CreditRecord record, string city = Some.City) =>
        RecordRules.Check(record, [], city, ShippedSeeds.Folder.RuleBook, Today);

    private static void Refused(CreditRecord record, string code, string field, string city = Some.City)
    {
        var reasons = Check(record, city);
        Assert.Contains(reasons, reason => reason.Code == code && reason.Field == field);
    }

    [Fact]
    public void Valid_records_of_every_kind_stand()
    {
        Assert.Empty(Check(Some.Penalty()));
        Assert.Empty(Check(Some.Honour()));
        Assert.Empty(Check(Some.Listing()));
        Assert.Empty(Check(Some.Licence()));
    }

    [Fact]
    public void An_empty_record_is_told_everything_it_lacks_at_once()
    {
        var fields = Check(new CreditRecord()).Where(reason => reason.Code == "missing").Select(reason => reason.Field).ToHashSet();
        Assert.Superset(new HashSet<string> { "sourceId", "kind", "change", "subject.name", "subject.code", "decidedOn", "item", "authority.name", "authority.code" }, fields);
    }

    [Fact]
    public void A_field_known_to_be_unreadable_is_not_reported_as_missing_too()
    {
        var known = Reason.From(CodeFaults.NoSuchDay("2026-02-30"), RecordField.DecidedOn);
        var reasons = RecordRules.Check(Some.Penalty() with { DecidedOn = null }, [known], Some.City, ShippedSeeds.Folder.RuleBook, Today);
        Assert.Equal([known], reasons);
    }

    [Fact]
    public void Several_faults_are_all_reported()
    {
        var record = Some.Penalty() with { Item = "GEN-99", LegalBasis = "《样例办法》第一条", Penalty = Some.Penalty().Penalty! with { Facts = null } };
        Assert.Equal(["law-unknown", "missing", "unknown-item"], Check(record).Select(reason => reason.Code).Order());
    }

    // The Ecological and Environmental Code came into force on 2026-08-15 and ten laws ended the day before.
    [Theory]
    [InlineData("2026-08-14", "《中华人民共和国环境保护法》第五十九条", null)]
    [InlineData("2026-08-15", "《中华人民共和国环境保护法》第五十九条", "law-not-in-force")]
    [InlineData("2026-08-14", "《中华人民共和国生态环境法典》第一百条", "law-not-in-force")]
    [InlineData("2026-08-15", "《中华人民共和国生态环境法典》第一百条", null)]
    [InlineData("2026-08-15", "环境保护法第五十九条", "legal-basis-unreadable")]
    [InlineData("2026-06-01", "《环境保护法》第七十一条", "no-such-article")]
    [InlineData("2026-06-01", "《浙江省公共信用信息管理条例》第十一条", null)]
    public void A_basis_must_be_in_force_on_the_decision_date(string day, string basis, string? refused)
    {
        var reasons = Check(Some.Penalty() with { Item = "ENV-01", DecidedOn = DateOnly.Parse(day, null), LegalBasis = basis });
        Assert.Equal(refused is null ? [] : [refused], reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void A_lapsed_law_is_refused_with_its_successor_named()
    {
        var reason = Assert.Single(Check(Some.Penalty() with { DecidedOn = new(2026, 8, 15), LegalBasis = "《环境保护法》第五十九条" }));
        Assert.Contains("中华人民共和国生态环境法典", reason.RightZh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_law_of_Zhejiang_does_not_apply_in_Huangshan()
    {
        var authority = new Organisation("黄山市样例局", UnifiedSocialCreditCode.Compose("11", "341000", "A1B2C3D4").Value);
        Refused(Some.Penalty() with { Authority = authority, LegalBasis = "《浙江省公共信用信息管理条例》第十一条" }, "law-of-other-province", "legalBasis", "341000");
    }

    [Theory]
    [InlineData("11", "330100", null)]
    [InlineData("11", "330106", null)]
    [InlineData("11", "330000", null)]
    [InlineData("11", "330400", "authority-elsewhere")]
    [InlineData("11", "340000", "authority-elsewhere")]
    [InlineData("91", "330100", "not-a-public-body")]
    public void A_city_speaks_for_its_own_authorities_and_its_provinces(string first2, string division, string? refused)
    {
        var code = UnifiedSocialCreditCode.Compose(first2, division, "A1B2C3D4").Value;
        var reasons = Check(Some.Penalty() with { Authority = new("样例机关", code) });
        Assert.Equal(refused is null ? [] : [refused], reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Days_must_be_possible_and_in_order()
    {
        Assert.Empty(Check(Some.Penalty() with { DecidedOn = Today }));
        Refused(Some.Penalty() with { DecidedOn = Today.AddDays(1) }, "date-in-the-future", "decidedOn");
        Refused(Some.Penalty() with { ValidUntil = new(2026, 5, 31) }, "date-out-of-order", "validUntil");
        Refused(Some.Licence() with { ValidFrom = new(2027, 1, 2), ValidUntil = new(2027, 1, 1) }, "date-out-of-order", "validUntil");
        Refused(Some.Penalty() with { DecidedOn = new(2020, 12, 31) }, "no-catalogue-edition", "decidedOn");
    }

    [Fact]
    public void Kinds_and_amounts_must_agree()
    {
        var penalty = Some.Penalty().Penalty!;
        Refused(Some.Penalty() with { Penalty = penalty with { Fine = null } }, "amount-missing", "penalty.fine");
        Refused(Some.Penalty() with { Penalty = penalty with { Fine = 0 } }, "amount-missing", "penalty.fine");
        Refused(Some.Penalty() with { Penalty = penalty with { Kinds = [PenaltyKind.Warning] } }, "amount-without-kind", "penalty.fine");
        Refused(Some.Penalty() with { Penalty = penalty with { Confiscated = 5 } }, "amount-without-kind", "penalty.confiscated");
        Refused(
            Some.Penalty() with { Penalty = penalty with { Kinds = [PenaltyKind.Fine, PenaltyKind.LicenceRevocation] } },
            "licence-not-named", "penalty.licenceAffected");
    }

    [Fact]
    public void A_record_fills_in_the_section_of_its_kind_and_no_other()
    {
        Refused(Some.Penalty() with { Penalty = null }, "section-missing", "penalty");
        Refused(Some.Penalty() with { Honour = Some.Honour().Honour }, "section-of-other-kind", "honour");
        Refused(Some.Honour() with { Item = "GEN-03" }, "item-of-other-kind", "item");
    }

    [Theory]
    [InlineData(Severity.General, null)]
    [InlineData(Severity.Serious, null)]
    [InlineData(Severity.Minor, "severity-too-low")]
    public void A_stated_severity_is_at_least_what_the_kinds_give(Severity stated, string? refused)
    {
        var reasons = Check(Some.Penalty() with { Severity = stated });
        Assert.Equal(refused is null ? [] : [refused], reasons.Select(reason => reason.Code));
    }

    // General: at least 3 months, at most 1 year from 2026-06-01.
    [Theory]
    [InlineData("2026-08-31", "publicity-too-short")]
    [InlineData("2026-09-01", null)]
    [InlineData("2027-06-01", null)]
    [InlineData("2027-06-02", "publicity-too-long")]
    public void Publicity_lies_within_the_span_of_its_severity(string until, string? refused)
    {
        var reasons = Check(Some.Penalty() with { PublicUntil = DateOnly.Parse(until, null) });
        Assert.Equal(refused is null ? [] : [refused], reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Only_the_registry_erases() => Assert.Null(RecordWords.Change("erase"));

    [Theory]
    [InlineData(ChangeKind.Withdraw)]
    [InlineData(ChangeKind.Dispute)]
    [InlineData(ChangeKind.Resolve)]
    public void A_change_of_state_gives_its_reason(ChangeKind change)
    {
        var record = Some.Penalty() with { Change = change, Resolution = change == ChangeKind.Resolve ? new() { Result = ResolutionResult.Rejected } : null };
        Refused(record, "missing", "changeReason");
        Assert.Empty(Check(record with { ChangeReason = "理由" }));
    }

    [Fact]
    public void Licences_and_listings_may_rest_on_their_items_own_basis_but_a_penalty_names_its_article()
    {
        Refused(Some.Penalty() with { LegalBasis = null }, "missing", "legalBasis");
        Assert.Empty(Check(Some.Licence() with { LegalBasis = null }));
    }
}
