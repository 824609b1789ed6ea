using System.Text;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Cases;

public sealed class CaseOpeningTests
{
    private static IEnumerable<string> Opened(CaseWorld world, string? city = null) =>
        world.Cases.Where(held => city is null || held.City == city).Select(held => $"{held.Measure} {held.Agency}").Order(StringComparer.Ordinal);

    [Fact]
    public void A_penalty_charges_the_agencies_of_the_measures_kinds_where_they_are_published()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty());
        Assert.Equal(["M06 330100-licensing", "M07 330100-licensing", "M08 330100-environment", "M08 330100-market"], Opened(world, "330100"));
        Assert.Empty(Opened(world, "341000"));
        Assert.Equal(["330100", "330400", "330500", "330600", "330800"], world.Cases.Select(held => held.City).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_record_of_Huangshan_charges_agencies_in_Hangzhou_with_what_is_published_there_and_says_so()
    {
        var world = new CaseWorld("341000").Decide("2026-06-02", Some.Penalty());
        Assert.Empty(Opened(world, "341000"));
        var note = world.Answer("2026-06-03", world.Case("M06", "330100-licensing")).CrossProvince!;
        Assert.Equal(("341000", "黄山市", false), (note.City, note.CityName, note.PublishedThere));
        Assert.Equal(["浙江省"], note.PublishedIn);
        Assert.Contains("黄山市（341000，安徽省）报送", note.Zh, StringComparison.Ordinal);
        Assert.Contains("黄山市未公布该措施", note.Zh, StringComparison.Ordinal);
        var own = new CaseWorld().Decide("2026-06-02", Some.Penalty());
        Assert.Null(own.Answer("2026-06-03", own.Case("M06", "330400-licensing")).CrossProvince);
    }

    [Fact]
    public void A_lookup_across_provinces_says_whose_record_it_is_and_where_the_measure_is_published()
    {
        var builder = new AnswerBuilder(ShippedSeeds.Folder.AnswerBook);
        var now = CaseWorld.Noon("2026-11-23");
        var profile = SubjectProfile.Empty(Some.Subject().Code!).With(new("341000", "P-1"), 1, now, default, Some.Penalty()).With(new("341000", "L-1"), 1, now, default, Some.Listing());
        LookupAnswer In(string city) => builder.Build(new(Asked.Punishments, profile.Code, "x", city, "licensing", "1"), new(profile, 0), "entry", now);
        Assert.All(In("330100").Measures!, measure => Assert.Equal("341000", Assert.Single(measure.CrossProvince!).City));
        Assert.False(In("330100").Measures!.Single(measure => measure.Id == "M06").CrossProvince![0].PublishedThere);
        var national = In("330100").Measures!.Single(measure => measure.Id == "M12").CrossProvince![0];
        Assert.True(national.PublishedThere);
        Assert.Equal(["全国"], national.PublishedIn);
        Assert.All(In("341000").Measures!, measure => Assert.Null(measure.CrossProvince));
    }

    [Fact]
    public void Rewards_open_cases_like_punishments()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Honour());
        Assert.Equal(["M17 330100-environment", "M17 330100-funds", "M25 330100-funds", "M25 330100-licensing", "M25 330100-tendering"], Opened(world, "330100"));
    }

    [Fact]
    public void A_record_that_is_not_shared_or_is_over_opens_none()
    {
        var minor = Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Kinds = [PenaltyKind.Warning], Fine = null } };
        Assert.Empty(new CaseWorld().Decide("2026-06-02", minor).Cases);
        // General: twelve months from 2026-06-01.
        Assert.NotEmpty(new CaseWorld().Decide("2027-06-01", Some.Penalty()).Cases);
        Assert.Empty(new CaseWorld().Decide("2027-06-02", Some.Penalty()).Cases);
        Assert.Empty(new CaseWorld().Decide("2026-06-02", Some.Penalty() with { Change = ChangeKind.Withdraw }).Cases);
    }

    [Fact]
    public void Deciding_the_same_again_opens_no_second_case_and_moves_no_deadline()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty());
        var before = world.Cases.Select(Text).ToList();
        world.Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Correct }).Decide("2026-06-11", Some.Penalty() with { Change = ChangeKind.Dispute });
        Assert.Equal(before, world.Cases.Select(Text));
    }

    [Fact]
    public void A_correction_that_triggers_a_measure_newly_opens_its_cases()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty());
        world.Decide("2026-06-10", Some.Penalty() with { Change = ChangeKind.Correct, Penalty = Some.Penalty().Penalty! with { Fine = 500_000m } });
        Assert.Equal(2, world.Case("M02", "330100-tendering").Round.Version);
        Assert.Equal(1, world.Case("M06", "330100-licensing").Round.Version);
    }

    [Fact]
    public void A_version_that_came_late_opens_none_nor_does_an_objection_to_a_withdrawn_record()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty(), order: 5).Decide("2026-06-03", Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Fine = 500_000m } }, order: 3);
        Assert.DoesNotContain(world.Cases, held => held.Measure == "M02");
        var withdrawn = new CaseWorld().Decide("2026-06-02", Some.Honour() with { Change = ChangeKind.Withdraw }).Decide("2026-06-03", Some.Honour() with { Change = ChangeKind.Dispute });
        Assert.Empty(withdrawn.Cases);
    }

    [Fact]
    public void A_record_corrected_to_be_about_another_subject_has_cases_of_its_own_there()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty()).Feed("2026-06-03", "M06", "330100-licensing", applied: true);
        var first = world.Case("M06", "330100-licensing");
        world.Decide("2026-06-04", Some.Penalty() with { Change = ChangeKind.Correct, Subject = Some.Subject(2) });
        var second = world.Case("M06", "330100-licensing");
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((CaseState.ReleaseRequested, (CaseEnd?)CaseEnd.NotHeld), (world.On("2026-06-04", first).State, world.On("2026-06-04", first).Ended));
        Assert.Equal(CaseState.Unclaimed, world.On("2026-06-04", second).State);
    }

    [Fact]
    public void A_case_is_read_as_it_was_written_and_holds_nothing_of_what_the_record_states()
    {
        var world = new CaseWorld().Decide("2026-06-02", Some.Penalty()).Claim("2026-06-03", "M06", "330100-licensing").Feed("2026-06-04", "M06", "330100-licensing", applied: true);
        var held = world.Case("M06", "330100-licensing");
        Assert.Equal(Text(held), Text(CaseJson.Read(CaseJson.Write(held))));
        foreach (var text in (string[])["有限公司", "未按规定公示", "20000", Some.Penalty().DocumentNumber!])
            Assert.DoesNotContain(text, Text(held), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_severity_above_the_trigger_counts() =>
        Assert.NotEmpty(new CaseWorld().Decide("2026-06-02", Some.Penalty() with { Severity = Severity.Serious }).Cases);

    private static string Text(MeasureCase held) => Encoding.UTF8.GetString(CaseJson.Write(held));
}
