namespace CreditShare.Storage;

/// <summary>
/// Notices: who must hear that a record it was told of has changed. Derived from the log, and repeatable. Keys and codes, no adverse content. Safe for concurrent callers in several
/// processes. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface INoticeStore
{
    /// <summary>The follower of the log that writes notices; those beyond its place are not all there yet and are not to be shown.</summary>
    const string Follower = "notices";

    /// <summary>Durable when the task ends. A notice whose id is there stays as it is.</summary>
    Task AddAsync(IReadOnlyCollection<Notice> notices, CancellationToken ct);

    /// <summary>Notices that fit, in the order of their cursors.</summary>
    Task<IReadOnlyList<Notice>> FindAsync(NoticeFilter filter, CancellationToken ct);

    /// <summary>Null if unknown.</summary>
    Task<Notice?> FindAsync(string id, CancellationToken ct);

    /// <summary>Durable when the task ends. The first confirmation stays; one of an unknown notice is no error.</summary>
    Task ConfirmAsync(string id, NoticeConfirmation confirmation, CancellationToken ct);

    /// <summary>Of each agency that has open notices below a cursor, how many and since when; in the order of their codes.</summary>
    Task<IReadOnlyList<OpenNotices>> CountOpenAsync(long below, CancellationToken ct);

    /// <summary>Deletes notices of decisions before an instant (UTC). Durable when the task ends.</summary>
    Task DeleteNoticesAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>One agency must hear of one version of one record.</summary>
public sealed record Notice
{
    /// <summary>Made of agency, record and version, so that a repetition adds nothing.</summary>
    public required string Id { get; init; }

    /// <summary>Its place among all notices; grows with the log.</summary>
    public required long Cursor { get; init; }

    public required string Agency { get; init; }

    /// <summary>Text of the record's key.</summary>
    public required string Key { get; init; }

    /// <summary>The subject that the agency had asked about; the record may be about another since.</summary>
    public required string Subject { get; init; }

    /// <summary>The version that it was told.</summary>
    public required int FromVersion { get; init; }

    /// <summary>The version that it is to hear of.</summary>
    public required int ToVersion { get; init; }

    /// <summary>Word of the change.</summary>
    public required string Change { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>When the notice was made, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Id of the decision's log entry.</summary>
    public required string Decision { get; init; }

    /// <summary>Id of the log entry of the answer that the agency got.</summary>
    public required string Answer { get; init; }

    /// <summary>Null while it is open.</summary>
    public NoticeConfirmation? Confirmation { get; init; }

    /// <summary>The first cursor of an entry of the log; one entry may lead to many notices.</summary>
    public static long CursorOf(long index) => checked(index * CursorsAnEntry);

    private const long CursorsAnEntry = 1_000_000;
}

/// <param name="Done">Code of what the agency did.</param>
/// <param name="At">UTC.</param>
/// <param name="LogEntry">Id of the entry that says so; what was written freely is its content and nowhere else.</param>
public sealed record NoticeConfirmation(string Done, DateTimeOffset At, string LogEntry);

/// <param name="Agency">Null for all.</param>
/// <param name="After">Only cursors behind it.</param>
/// <param name="Below">Only cursors before it.</param>
/// <param name="OnlyOpen">Only those that are not confirmed.</param>
/// <param name="Limit">How many at most; 1 or more.</param>
public sealed record NoticeFilter(string? Agency, long After, long Below, bool OnlyOpen, int Limit);

/// <param name="Agency">Its code.</param>
/// <param name="Count">How many notices it has not confirmed.</param>
/// <param name="OldestAt">When the oldest of these was decided, UTC.</param>
public sealed record OpenNotices(string Agency, long Count, DateTimeOffset OldestAt);
