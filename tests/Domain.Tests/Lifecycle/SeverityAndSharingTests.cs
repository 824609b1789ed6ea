using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Lifecycle;

public sealed class SeverityAndSharingTests
{
    private static readonly CatalogueEdition Edition = ShippedSeeds.Folder.Catalogue.InForceOn(new(2026, 6, 1))!;

    private static CreditRecord Penalty(decimal fine, params PenaltyKind[] kinds) =>
        Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Kinds = kinds, Fine = fine } };

    private static SharedPeriod? Shared(CreditRecord record) => SharedPeriod.Of(record, Edition.Find(record.Item!)!, Edition, ShippedSeeds.Folder.Lifecycle.Publicity);

    [Theory]
    [InlineData(0, PenaltyKind.Warning, Severity.Minor)]
    [InlineData(0, PenaltyKind.PublicCriticism, Severity.Minor)]
    [InlineData(499_999.99, PenaltyKind.Fine, Severity.General)]
    [InlineData(500_000, PenaltyKind.Fine, Severity.Serious)]
    [InlineData(0, PenaltyKind.ConfiscationProperty, Severity.General)]
    [InlineData(0, PenaltyKind.LicenceRevocation, Severity.Serious)]
    [InlineData(0, PenaltyKind.StopBusiness, Severity.Serious)]
    public void Severity_follows_from_kinds_and_amount(decimal fine, PenaltyKind kind, Severity severity) =>
        Assert.Equal(severity, SeverityRules.Least(Penalty(fine, kind), Edition.Find("GEN-03")!, Edition));

    [Theory]
    [InlineData("2026-05-31", false)]
    [InlineData("2026-06-01", true)]
    [InlineData("2027-06-01", true)]
    [InlineData("2027-06-02", false)]
    public void A_general_penalty_is_shared_for_a_year_from_its_day(string day, bool shared) =>
        Assert.Equal(shared, Shared(Some.Penalty())!.Value.Contains(DateOnly.Parse(day, null)));

    [Fact]
    public void A_serious_one_is_shared_for_three_years_and_a_stated_end_comes_first()
    {
        Assert.Equal(new DateOnly(2029, 6, 1), Shared(Some.Listing())!.Value.Until);
        Assert.Equal(new DateOnly(2027, 12, 1), Shared(Some.Listing() with { PublicUntil = new(2027, 12, 1) })!.Value.Until);
    }

    [Fact]
    public void A_minor_one_is_shared_only_if_found_necessary()
    {
        var minor = Penalty(0, PenaltyKind.Warning);
        Assert.Null(Shared(minor));
        Assert.Equal(new DateOnly(2026, 8, 1), Shared(minor with { PublicUntil = new(2026, 8, 1) })!.Value.Until);
    }

    [Fact]
    public void An_honour_is_shared_while_it_is_valid()
    {
        Assert.Equal(new DateOnly(2031, 6, 1), Shared(Some.Honour())!.Value.Until);
        Assert.Null(Shared(Some.Honour() with { ValidUntil = null })!.Value.Until);
    }
}
