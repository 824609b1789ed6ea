using System.Collections.Immutable;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Statistics;

/// <summary>What became of a city's records. Each is counted once, by its decision.</summary>
public sealed record CityTally : Tally
{
    /// <summary>Entry ids kept as examples of a reason: the latest.</summary>
    public const int Examples = 3;

    /// <summary>Reasons are the registry's words, but for those that a city's reader found: so many are told apart, of such a length.</summary>
    private const int MostReasons = 250;
    private const int LongestReason = 64;

    private const int MostItems = 250;
    private const int LongestItem = 64;

    private const string OtherReason = "other";

    public static readonly CityTally None = new();

    public long Accepted { get; init; }

    public long Rejected { get; init; }

    /// <summary>Held already, byte for byte.</summary>
    public long Repeated { get; init; }

    /// <summary>Held already under another key.</summary>
    public long Duplicate { get; init; }

    /// <summary>Of the accepted, those by what they do: the word of the change.</summary>
    public ImmutableDictionary<string, long> Changes { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The same by catalogue item. Those whose content could not be read, or was deleted before they were counted, or whose item is no word, are missing.</summary>
    public ImmutableDictionary<string, ItemTally> Items { get; init; } = ImmutableDictionary<string, ItemTally>.Empty;

    /// <summary>Those that are missing there, so that with the items they are all. Marks of objections are not among them: they are counted by item alone.</summary>
    public ItemTally WithoutItem
    {
        get
        {
            var named = Items.Values.Aggregate(default(ItemTally), (sum, item) => sum.Plus(item));
            return new(
                Accepted - named.Accepted, Rejected - named.Rejected, Repeated - named.Repeated, Duplicate - named.Duplicate, Changes.GetValueOrDefault(RecordWords.Word(ChangeKind.Repair)) - named.Repairs, 0,
                PushTimes.Minus(named.PushTimes));
        }
    }

    /// <summary>Of the rejected and duplicate, those by each reason; a record may have several.</summary>
    public ImmutableDictionary<string, ReasonTally> Reasons { get; init; } = ImmutableDictionary<string, ReasonTally>.Empty;

    public PushTimes PushTimes { get; init; }

    public DecisionTimes DecisionTimes { get; init; }

    /// <summary>The tally with one more decided record.</summary>
    public CityTally With(DecidedRecord record, WorkingDays calendar)
    {
        var (waited, pushTime) = (record.DecidedAt - record.ReceivedAt, record.PushTime(calendar));
        var counted = this with
        {
            DecisionTimes = DecisionTimes.Plus(waited < TimeSpan.Zero ? TimeSpan.Zero : waited),
            Items = record.Item is { Length: <= LongestItem } item ? WithItem(item, tally => tally.With(record, pushTime)) : Items,
        };
        return record.Outcome switch
        {
            Outcome.Accepted => counted.WithAccepted(record, pushTime),
            Outcome.Repeated => counted with { Repeated = Repeated + 1 },
            Outcome.Duplicate => counted with { Duplicate = Duplicate + 1, Reasons = WithReasons(record) },
            _ => counted with { Rejected = Rejected + 1, Reasons = WithReasons(record) },
        };
    }

    /// <summary>The tally with one more mark of an objection to a record of an item, whoever set it.</summary>
    public CityTally WithObjection(string item) => this with { Items = WithItem(item, tally => tally with { Objections = tally.Objections + 1 }) };

    public CityTally Plus(CityTally other) => new()
    {
        Accepted = Accepted + other.Accepted,
        Rejected = Rejected + other.Rejected,
        Repeated = Repeated + other.Repeated,
        Duplicate = Duplicate + other.Duplicate,
        Changes = Changes.Plus(other.Changes),
        Items = other.Items.Aggregate(Items, (sum, pair) => sum.SetItem(pair.Key, sum.GetValueOrDefault(pair.Key).Plus(pair.Value))),
        Reasons = other.Reasons.Aggregate(Reasons, (sum, pair) => sum.SetItem(pair.Key, sum.GetValueOrDefault(pair.Key, ReasonTally.None).Plus(pair.Value))),
        PushTimes = PushTimes.Plus(other.PushTimes),
        DecisionTimes = DecisionTimes.Plus(other.DecisionTimes),
    };

    private CityTally WithAccepted(DecidedRecord record, PushTimes pushTime) => this with
    {
        Accepted = Accepted + 1,
        Changes = record.Change is { } change ? Changes.Plus(RecordWords.Word(change)) : Changes,
        PushTimes = PushTimes.Plus(pushTime),
    };

    private ImmutableDictionary<string, ItemTally> WithItem(string item, Func<ItemTally, ItemTally> count)
    {
        // An item of a refused record is the bureau's word, which no catalogue need know.
        var word = Items.ContainsKey(item) || Items.Count < MostItems ? item : OtherReason;
        return Items.SetItem(word, count(Items.GetValueOrDefault(word)));
    }

    private ImmutableDictionary<string, ReasonTally> WithReasons(DecidedRecord record) =>
        record.Reasons.Aggregate(Reasons, (reasons, code) =>
        {
            var word = reasons.ContainsKey(code) || (reasons.Count < MostReasons && code.Length <= LongestReason) ? code : OtherReason;
            return reasons.SetItem(word, reasons.GetValueOrDefault(word, ReasonTally.None).With(record.LogEntry));
        });
}

/// <param name="Count">Records with this reason.</param>
/// <param name="Entries">Ids of the latest log entries among them, oldest first.</param>
public sealed record ReasonTally(long Count, ImmutableArray<string> Entries)
{
    public static readonly ReasonTally None = new(0, []);

    public ReasonTally With(string entry) => Plus(new(1, [entry]));

    /// <param name="other">Of later entries.</param>
    public ReasonTally Plus(ReasonTally other) => new(Count + other.Count, [.. Entries.Concat(other.Entries).TakeLast(CityTally.Examples)]);
}

/// <summary>What is counted of a decided record.</summary>
/// <param name="LogEntry">Id of the decision's entry.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="ReceivedAt">When the city's ingestion received it, UTC.</param>
/// <param name="DecidedAt">When the registry decided, UTC.</param>
public sealed record DecidedRecord(string LogEntry, Outcome Outcome, DateTimeOffset ReceivedAt, DateTimeOffset DecidedAt)
{
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Of an accepted record.</summary>
    public ChangeKind? Change { get; init; }

    /// <summary>Whether it is the first version of its record.</summary>
    public bool IsFirst { get; init; }

    /// <summary>As it was stated; null if its content is gone or could not be read.</summary>
    public string? Item { get; init; }

    /// <summary>The authority's day of decision, China's calendar; null if its content is gone.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>How long after its decision it came; nothing unless it was accepted and is stated for the first time, with a known day.</summary>
    public PushTimes PushTime(WorkingDays calendar) =>
        this is { Outcome: Outcome.Accepted, IsFirst: true, DecidedOn: { } decidedOn } ? default(PushTimes).Plus(decidedOn, ChinaCalendar.Today(ReceivedAt), calendar) : default;
}
