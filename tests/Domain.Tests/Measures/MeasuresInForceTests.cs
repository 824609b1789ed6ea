using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Measures;

public sealed class MeasuresInForceTests
{
    private static readonly DateTimeOffset Known = new(2026, 6, 2, 0, 0, 0, TimeSpan.Zero);

    private static SubjectProfile Profile(params CreditRecord[] records) =>
        records.Aggregate(SubjectProfile.Empty(Some.Subject().Code!), (profile, record) => profile.With(new(Some.City, record.SourceId!), 1, Known, new(record.Change == ChangeKind.Dispute, record.Change is ChangeKind.Withdraw or ChangeKind.Repair), record));

    private static IReadOnlyList<MeasureInForce> On(string day, string city, params CreditRecord[] records)
    {
        var date = DateOnly.Parse(day, null);
        var seeds = ShippedSeeds.Folder;
        var inUse = RecordInUse.On(Profile(records), seeds.Catalogue, seeds.Lifecycle.Publicity, date).ToList();
        return MeasuresInForce.Evaluate(inUse, seeds.Measures.InForceOn(date)!, seeds.Laws, city, date);
    }

    private static IEnumerable<string> Ids(IReadOnlyList<MeasureInForce> measures) => measures.Select(measure => measure.Measure.Id);

    [Fact]
    public void A_general_penalty_draws_closer_checks_in_Zhejiang_and_none_in_Huangshan()
    {
        Assert.Equal(["M06", "M07", "M08"], Ids(On("2026-11-23", "330100", Some.Penalty())));
        Assert.Empty(On("2026-11-23", "341000", Some.Penalty()));
    }

    [Fact]
    public void A_wage_listing_restricts_everywhere_what_the_national_list_says_and_in_Zhejiang_more()
    {
        Assert.Equal(["M09", "M10", "M12"], Ids(On("2026-11-23", "330800", Some.Listing())));
        Assert.Equal(["M12"], Ids(On("2026-11-23", "341000", Some.Listing())));
    }

    // The listing of 2026-06-01 is serious: three years.
    [Theory]
    [InlineData("2029-06-01", true)]
    [InlineData("2029-06-02", false)]
    public void A_measure_ends_with_its_record(string day, bool inForce) => Assert.Equal(inForce, On(day, "341000", Some.Listing()).Count > 0);

    // M05 lasts three years from the decision, but none outlasts its record.
    [Fact]
    public void A_term_of_its_own_ends_a_measure_earlier_and_never_later_than_the_record()
    {
        var fraud = Some.Penalty() with { Item = "GEN-10", Severity = Catalogue.Severity.General, PublicUntil = new(2027, 1, 1) };
        Assert.Equal(new DateOnly(2027, 1, 1), On("2026-11-23", "341000", fraud).Single(measure => measure.Measure.Id == "M05").Until);
    }

    // 政府采购法实施条例 art. 19 names these kinds; a serious record of another kind bars no supplier.
    [Theory]
    [InlineData(PenaltyKind.StopBusiness, 0, true)]
    [InlineData(PenaltyKind.LicenceRevocation, 0, true)]
    [InlineData(PenaltyKind.Fine, 500_000, true)]
    [InlineData(PenaltyKind.Fine, 499_999, false)]
    [InlineData(PenaltyKind.EmploymentRestriction, 0, false)]
    public void A_supplier_is_checked_for_major_violations_only(PenaltyKind kind, int fine, bool checkedFor)
    {
        var penalty = Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Kinds = [kind], Fine = fine } };
        Assert.Equal(checkedFor, Ids(On("2026-11-23", "341000", penalty)).Contains("M02"));
    }

    // A ban for fraud is not the consequence of a licence revoked for another reason.
    [Theory]
    [InlineData("ENV-01", "M15")]
    [InlineData("FDR-02", "M22")]
    public void A_revoked_licence_alone_draws_no_ban_for_fraud(string item, string ban)
    {
        var revoked = Some.Penalty() with { Item = item, Penalty = Some.Penalty().Penalty! with { Kinds = [PenaltyKind.LicenceRevocation], Fine = null } };
        Assert.DoesNotContain(ban, Ids(On("2026-11-23", "330100", revoked)));
    }

    [Fact]
    public void A_withdrawn_record_has_no_measures_and_a_disputed_one_keeps_them_with_its_mark()
    {
        var withdrawn = Profile(Some.Listing(), Some.Listing() with { Change = ChangeKind.Withdraw });
        Assert.Empty(RecordInUse.On(withdrawn, ShippedSeeds.Folder.Catalogue, ShippedSeeds.Folder.Lifecycle.Publicity, new(2026, 11, 23)));
        var disputed = On("2026-11-23", "341000", Some.Listing(), Some.Listing() with { Change = ChangeKind.Dispute });
        Assert.True(Assert.Single(Assert.Single(disputed).Records).Held.Disputed);
    }

    [Fact]
    public void A_measure_whose_article_has_lapsed_is_not_returned()
    {
        var honour = Some.Honour();
        var law = ShippedSeeds.Folder.Laws;
        var date = new DateOnly(2026, 8, 15);
        var inUse = RecordInUse.On(Profile(honour), ShippedSeeds.Folder.Catalogue, ShippedSeeds.Folder.Lifecycle.Publicity, date).ToList();
        // The edition of before the Code, asked on the Code's first day: M17 rested on 环境保护法 art. 22.
        var old = ShippedSeeds.Folder.Measures.InForceOn(date.AddDays(-1))!;
        Assert.DoesNotContain("M17", Ids(MeasuresInForce.Evaluate(inUse, old, law, "330100", date)));
        Assert.Contains("M17", Ids(MeasuresInForce.Evaluate(inUse, old, law, "330100", date.AddDays(-1))));
    }

    [Fact]
    public void A_measure_whose_article_is_not_known_is_not_returned()
    {
        var date = new DateOnly(2026, 8, 15);
        var inUse = RecordInUse.On(Profile(Some.Honour()), ShippedSeeds.Folder.Catalogue, ShippedSeeds.Folder.Lifecycle.Publicity, date).ToList();
        var edition = ShippedSeeds.Folder.Measures.InForceOn(date)!;
        // In the Code the article of M17 is still to be found.
        Assert.Null(edition.Measures.Single(measure => measure.Id == "M17").Basis[0].Article);
        Assert.DoesNotContain("M17", Ids(MeasuresInForce.Evaluate(inUse, edition, ShippedSeeds.Folder.Laws, "330100", date)));
    }

    [Fact]
    public void Several_records_behind_one_measure_are_all_named_and_it_lasts_until_the_last()
    {
        var measures = On("2026-11-23", "341000", Some.Listing(), Some.Listing(2) with { Subject = Some.Subject(), DecidedOn = new(2026, 7, 1) });
        var measure = Assert.Single(measures);
        Assert.Equal((new DateOnly(2026, 6, 1), (DateOnly?)new DateOnly(2029, 7, 1), 2), (measure.From, measure.Until, measure.Records.Count));
    }
}
