using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>
/// What accepted versions make of histories and profiles, version after version in the order of decision. The one place where this is computed: by deciding,
/// by lookups into the past, and by whoever compares the store with the log.
/// </summary>
public sealed class ProfileFold
{
    private readonly Dictionary<RecordKey, RecordHistory> histories;
    private readonly IReadOnlyDictionary<string, SubjectProfile> before;
    private readonly Dictionary<string, SubjectProfile> changed = [];
    private readonly HashSet<RecordKey> withoutContent = [];

    public ProfileFold(IReadOnlyDictionary<RecordKey, RecordHistory> histories, IReadOnlyDictionary<string, SubjectProfile> profiles)
    {
        this.histories = new(histories);
        before = profiles;
    }

    /// <summary>A fold that begins with nothing.</summary>
    public ProfileFold() : this(new Dictionary<RecordKey, RecordHistory>(), new Dictionary<string, SubjectProfile>())
    {
    }

    /// <summary>Profiles that the fold has changed.</summary>
    public IReadOnlyCollection<SubjectProfile> Changed => changed.Values;

    public RecordHistory History(RecordKey key) => histories.GetValueOrDefault(key, RecordHistory.Unknown);

    public SubjectProfile Profile(string subject) => changed.GetValueOrDefault(subject) ?? Before(subject);

    /// <summary>The profile that the fold began with.</summary>
    public SubjectProfile Before(string subject) => before.GetValueOrDefault(subject) ?? SubjectProfile.Empty(subject);

    /// <summary>Records that count in the subject's profile and whose content has been deleted since.</summary>
    public IReadOnlyList<RecordKey> WithoutContent(string subject) => [.. withoutContent.Where(key => History(key).Current!.Subject == subject)];

    /// <summary>Takes a version in.</summary>
    /// <param name="key">The record.</param>
    /// <param name="version">The version, its number the next one.</param>
    /// <param name="decidedAt">When it was accepted (UTC, milliseconds).</param>
    /// <param name="record">What it states; null if its content has been deleted, or for the erasure itself.</param>
    public void Accept(RecordKey key, HeldVersion version, DateTimeOffset decidedAt, CreditRecord? record)
    {
        var history = History(key);
        var now = history.With(version);
        histories[key] = now;
        var before = history.Current is { } current ? Profile(current.Subject).Find(key)?.Objection : null;
        var objection = OpenObjection.After(now, version.Version, record?.Dispute, ChinaCalendar.Today(decidedAt), before);
        if (history.Current is { } newer && newer.Order > version.Order)
        {
            // Late: it joins the history, and at most opens or settles an objection or ends the record.
            if (now.State != history.State || now.OpenDispute?.Version != history.OpenDispute?.Version)
                changed[newer.Subject] = Profile(newer.Subject).Marked(key, decidedAt, now.State, objection);
            return;
        }
        if (history.Current is { } earlier && earlier.Subject != version.Subject)
            changed[earlier.Subject] = Profile(earlier.Subject).Without(key, decidedAt);
        changed[version.Subject] = version.Change == ChangeKind.Erase ? Profile(version.Subject).Erased(key, decidedAt)
            : record is null ? Profile(version.Subject).Without(key, decidedAt)
            : Profile(version.Subject).With(key, version.Version, decidedAt, now.State, record, objection);
        if (record is null && version.Change != ChangeKind.Erase)
            withoutContent.Add(key);
        else
            withoutContent.Remove(key);
    }

    /// <summary>The record as it is held at present; null if it is unknown or erased.</summary>
    public HeldRecord? Held(RecordKey key) => History(key).Current is { } current ? Profile(current.Subject).Find(key) : null;

    /// <summary>A version's bytes came again under a higher number.</summary>
    public void Raise(RecordKey key, int version, long order) => histories[key] = History(key).Raised(version, order);
}
