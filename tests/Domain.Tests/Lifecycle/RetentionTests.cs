using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lifecycle;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Lifecycle;

public sealed class RetentionTests
{
    [Fact]
    public void Adverse_content_is_kept_for_five_years_from_the_decision_and_other_content_has_no_end()
    {
        Assert.Equal(new DateOnly(2031, 6, 1), RetentionRules.LastDay(Some.Penalty(), ShippedSeeds.Folder.Catalogue));
        Assert.Equal(new DateOnly(2031, 6, 1), RetentionRules.LastDay(Some.Listing(), ShippedSeeds.Folder.Catalogue));
        Assert.Equal(new DateOnly(2029, 2, 28), RetentionRules.LastDay(Some.Penalty() with { DecidedOn = new DateOnly(2024, 2, 29) }, ShippedSeeds.Folder.Catalogue));
        Assert.Null(RetentionRules.LastDay(Some.Honour(), ShippedSeeds.Folder.Catalogue));
        Assert.Null(RetentionRules.LastDay(Some.Licence(), ShippedSeeds.Folder.Catalogue));
    }

    [Theory]
    [InlineData("2031-06-01", false)]
    [InlineData("2031-06-02", true)]
    public void A_record_whose_retention_has_ended_is_not_taken(string today, bool refused)
    {
        var reasons = RecordRules.Check(Some.Penalty(), [], Some.City, ShippedSeeds.Folder.RuleBook, DateOnly.Parse(today, null));
        Assert.Equal(refused ? ["retention-ended"] : [], reasons.Select(reason => reason.Code));
    }
}
