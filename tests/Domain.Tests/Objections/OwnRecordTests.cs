using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Objections;

public sealed class OwnRecordTests
{
    private static OwnRecord On(string day, CreditRecord record, bool ended = false)
    {
        var profile = SubjectProfile.Empty(Some.Subject().Code!).With(new(Some.City, record.SourceId!), 1, new(2026, 6, 2, 0, 0, 0, TimeSpan.Zero), new(false, ended), record);
        return Assert.Single(OwnRecord.On(profile, ShippedSeeds.Folder.Lifecycle, DateOnly.Parse(day, null)));
    }

    // General severity: twelve months from 2026-06-01.
    [Theory]
    [InlineData("2026-06-01", OwnState.Shared)]
    [InlineData("2027-06-01", OwnState.Shared)]
    [InlineData("2027-06-02", OwnState.Expired)]
    public void A_subject_sees_its_record_beyond_the_last_day_on_which_agencies_do(string day, OwnState state)
    {
        var own = On(day, Some.Penalty());
        Assert.Equal((state, new DateOnly(2027, 6, 1)), (own.State, own.Shared!.Value.Until!.Value));
        Assert.Equal(state == OwnState.Shared, RecordInUse.On(SubjectProfile.Empty("x") with { Records = [own.Held] }, ShippedSeeds.Folder.Catalogue, ShippedSeeds.Folder.Lifecycle.Publicity, DateOnly.Parse(day, null)).Any());
    }

    [Fact]
    public void A_subject_sees_its_minor_record_and_its_ended_one_too()
    {
        var minor = On("2026-06-02", Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Kinds = [PenaltyKind.Warning], Fine = null } });
        Assert.Equal((OwnState.NotShared, Catalogue.Severity.Minor, null), (minor.State, minor.Severity, minor.Shared));
        Assert.Equal(OwnState.Ended, On("2026-06-02", Some.Penalty(), ended: true).State);
    }
}
