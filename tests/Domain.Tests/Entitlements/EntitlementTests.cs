using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Entitlements;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Entitlements;

public sealed class EntitlementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private static LookupAnswer Ask(string asked, string agency, string purpose, string? authorisation, params CreditRecord[] records)
    {
        var profile = records.Aggregate(SubjectProfile.Empty(Some.Subject().Code!), (held, record) => held.With(new(Some.City, record.SourceId!), 1, Now, default, record));
        var question = new LookupQuestion(asked, profile.Code, agency, agency[..6], purpose, "CASE-1", Authorisation: authorisation);
        return new AnswerBuilder(ShippedSeeds.Folder.AnswerBook).Build(question, new(profile, 0), "lookup-1", Now);
    }

    private static CreditRecord OfClassB => Some.Licence(2) with { Item = "ENV-02" };

    private static CreditRecord OfClassC => Some.Penalty(3) with { Item = "ENV-03" };

    // What is entitled, by agency, purpose and authorisation; A is in every row.
    [Theory]
    [InlineData("330100-licensing", "licensing", null, "AC")]
    [InlineData("330100-licensing", "licensing", "授权-1", "ABC")]
    [InlineData("330100-licensing", "preferential-policy", null, "A")]
    [InlineData("330100-licensing", "preferential-policy", "授权-1", "AB")]
    [InlineData("330100-tendering", "tendering", null, "A")]
    [InlineData("330100-tendering", "tendering", "授权-1", "AB")]
    [InlineData("330100-market", "inspection", null, "AC")]
    // Nobody authorises an inspection.
    [InlineData("330100-market", "inspection", "授权-1", "AC")]
    [InlineData("330100-market", "honours", "授权-1", "AB")]
    [InlineData("330100-funds", "funding", "授权-1", "ABC")]
    [InlineData("330100-funds", "honours", null, "A")]
    // Not in the register: class A, whatever it says.
    [InlineData("330100-nobody", "licensing", "授权-1", "A")]
    public void An_agency_sees_the_classes_that_its_kind_and_purpose_give_and_class_B_only_with_an_authorisation(string agency, string purpose, string? authorisation, string classes)
    {
        var answer = Ask(Asked.Records, agency, purpose, authorisation, Some.Penalty(), OfClassB, OfClassC);
        Assert.Equal(classes, string.Concat(answer.Records!.Select(record => record.Item switch { "ENV-02" => 'B', "ENV-03" => 'C', _ => 'A' })));
        Assert.Equal("ABC".Except(classes).Select(letter => (letter.ToString(), 1)), answer.Withheld.Select(part => (part.Key, part.Value)));
        Assert.Equal(authorisation, answer.Asked.Authorisation);
    }

    [Fact]
    public void A_measure_that_hangs_on_a_withheld_record_is_left_out_and_one_that_hangs_on_another_too_names_that_one_alone()
    {
        var alone = Ask(Asked.Punishments, "330100-tendering", "tendering", null, OfClassC);
        Assert.Empty(alone.Measures!);
        Assert.Equal("none-found", alone.Result);
        Assert.Equal(1, alone.Withheld["C"]);
        Assert.Contains("仅依其产生的措施也不列入", alone.NoteZh, StringComparison.Ordinal);
        // Nothing may be said of what was left out, not even that the registry holds nothing.
        Assert.DoesNotContain("登记库中没有", alone.NoteZh, StringComparison.Ordinal);

        var both = Ask(Asked.Punishments, "330100-tendering", "tendering", null, Some.Penalty(), OfClassC);
        Assert.All(both.Measures!, measure => Assert.Equal("330100/P-1", Assert.Single(measure.Records).Key));
        var entitled = Ask(Asked.Punishments, "330100-licensing", "licensing", null, Some.Penalty(), OfClassC);
        Assert.Equal(["330100/P-1", "330100/P-3"], entitled.Measures!.First(measure => measure.Id == "M06").Records.Select(record => record.Key));
    }

    [Fact]
    public void An_answer_without_anything_withheld_says_nothing_of_classes()
    {
        var answer = Ask(Asked.Records, "330100-licensing", "licensing", null, Some.Penalty());
        Assert.Empty(answer.Withheld);
        Assert.DoesNotContain("共享类别", answer.NoteZh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("330100-licensing", "licensing", null, true)]
    [InlineData("330100-market", "inspection", null, false)]
    [InlineData("330100-market", "inspection", "授权-1", false)]
    public void An_authorisation_is_asked_for_only_where_one_would_help(string agency, string purpose, string? authorisation, bool asked) =>
        Assert.Equal(asked, Ask(Asked.Records, agency, purpose, authorisation, OfClassB).NoteEn.Contains("name its reference as authorisation", StringComparison.Ordinal));

    // A rule without effect, or one that takes a class from those it does not name, would mislead whoever reads the file.
    [Theory]
    [InlineData(SharingClass.A, "licensing")]
    [InlineData(SharingClass.B, null)]
    public void A_rule_that_gives_nothing_stops_the_start(SharingClass sharing, string? purpose)
    {
        var file = new EntitlementFile { Edition = "1", Rules = [new() { Class = sharing, Purposes = purpose is null ? [] : [purpose], Note = "", Verified = false }] };
        Assert.Single(Assert.Throws<SeedFormatException>(() => new EntitlementRules(file, [])).Faults);
    }

    [Fact]
    public void Shipped_rules_use_words_that_agencies_and_purposes_use()
    {
        var seeds = ShippedSeeds.Folder;
        Assert.All(seeds.Entitlements.Rules, rule =>
        {
            Assert.All(rule.Purposes, purpose => Assert.True(seeds.Purposes.ContainsKey(purpose), purpose));
            Assert.False(rule.Verified, "verified by legal staff: say so in seeds/README.md and change this test");
        });
    }
}
