using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Query.Charging;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;

namespace CreditShare.Query.Tests.Charging;

/// <summary>Which measures of an answer are the asking agency's own.</summary>
public sealed class MeasureChargesTests
{
    private static readonly SeedFolder Seeds = new(Repository.Seeds);
    private static readonly MeasureEdition Edition = Seeds.Measures.All[^1];

    [Theory]
    [InlineData("330100-licensing", "M06", true)]
    [InlineData("330100-licensing", "M13", true)]
    [InlineData("330100-licensing", "M01", false)]
    [InlineData("330100-tendering", "M01", true)]
    [InlineData("330100-tendering", "M06", false)]
    [InlineData("330100-market", "M08", true)]
    [InlineData("330100-market", "M09", false)]
    [InlineData("330100-funds", "M09", true)]
    public void A_measure_is_the_agencys_own_if_any_of_its_kinds_is_charged_with_it(string agency, string measure, bool own) =>
        Assert.Equal(own, Charges(agency).IsOwn(Answered(measure)));

    [Fact]
    public void Of_a_measure_of_others_it_is_known_which_kinds_they_are() =>
        Assert.Equal(["procurement", "tendering"], Charges("330100-licensing").Kinds(Answered("M11")));

    [Fact]
    public void A_measure_of_which_nobody_knows_who_is_charged_is_not_overlooked()
    {
        Assert.True(Charges("330100-licensing").IsOwn(Answered("M99")));
        Assert.True(new MeasureCharges(null, Seeds.Agencies["330100-licensing"]).IsOwn(Answered("M01")));
        Assert.True(new MeasureCharges(Edition, null).IsOwn(Answered("M01")));
    }

    private static MeasureCharges Charges(string agency) => new(Edition, Seeds.Agencies[agency]);

    private static AnswerMeasure Answered(string id) => new()
    {
        Id = id,
        TitleZh = "措施",
        TitleEn = "measure",
        Kind = MeasureKind.Punishment,
        Binding = true,
        LegalBasis = [],
        PublishedIn = [],
        From = new(2026, 6, 1),
        Verified = true,
        Records = [],
    };
}
