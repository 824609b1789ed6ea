using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.SubjectSide;

/// <summary>Tells a subject all that is held about it.</summary>
internal sealed class OwnRecordsReader(IProfileStore profiles, SeedFolder seeds, SubjectAudit audit)
{
    public async Task<OwnAnswer> ReadAsync(Representative who, CancellationToken ct)
    {
        var profile = await profiles.FindAsync(who.Subject, ct) ?? SubjectProfile.Empty(who.Subject);
        var (entry, now) = await audit.StageAsync(who, "own", ct);
        var day = ChinaCalendar.Today(now);
        return new(
            entry, now, who.Subject, profile.Revision, day, [.. OwnRecord.On(profile, seeds.Lifecycle, day).Select(Answer)],
            "以下为登记库持有的贵单位全部记录，包括不予共享、共享期满、已撤销或已修复而不再出现在任何查询答复中的记录。认为记录有误的，可提出异议。",
            "All that the registry holds about the organisation, records that are in no agency's answer (any more) included. Object to what is wrong.");
    }

    private OwnRecordAnswer Answer(OwnRecord own) => new(
        own.Held.Key.ToString(), own.Held.Version, own.Held.City, own.Held.Record.Item, own.Item?.Zh, own.State, own.Item?.Sharing.ToString(), own.Severity, own.Held.Disputed,
        own.Shared?.From, own.Shared?.Until, own.Held.KnownAt, RecordClocks.Of(own.Held.Record, own.Held.Objection, seeds.Lifecycle), own.Held.Record);
}
