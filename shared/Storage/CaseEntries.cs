using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Domain.Cases;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>
/// What an agency says of a case, as entries of the exchange log. An entry's id is made of case, round and kind, and an id can be staged once: so the log decides which of two
/// statements came first, and what the case store holds follows from it.
/// </summary>
public static class CaseEntries
{
    private const string Day = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ImmutableDictionary<string, CaseFactKind> Kinds = ImmutableDictionary<string, CaseFactKind>.Empty
        .Add(EntryKind.CaseClaimed, CaseFactKind.Claimed).Add(EntryKind.FeedbackGiven, CaseFactKind.Feedback).Add(EntryKind.CaseReleased, CaseFactKind.Released);

    /// <param name="held">The case.</param>
    /// <param name="kind">What is said of its present round.</param>
    /// <param name="actor">The agency, with its account.</param>
    /// <param name="at">UTC, in milliseconds.</param>
    /// <param name="applied">Feedback: whether the measure was applied.</param>
    /// <param name="on">Feedback and release: the day.</param>
    /// <param name="caseNumber">Feedback: the agency's own case.</param>
    /// <param name="ground">Feedback: why. The entry commits to it; it is kept nowhere else, and deleted with the record's content.</param>
    public static StagedEntry Of(
        MeasureCase held, CaseFactKind kind, EntryActor actor, DateTimeOffset at, bool? applied = null, DateOnly? on = null, string? caseNumber = null, string? ground = null)
    {
        var round = held.Rounds.Count - 1;
        var detail = ImmutableDictionary<string, string>.Empty
            .Add("case", held.Id).Add("round", round.ToString(CultureInfo.InvariantCulture)).Add("measure", held.Measure);
        var entry = new LogEntry
        {
            Kind = Kinds.Single(pair => pair.Value == kind).Key,
            Id = IdOf(held.Id, round, kind),
            At = at,
            Actor = actor,
            Case = caseNumber,
            Subject = held.Subject,
            Record = new(held.Record.ToString(), held.Round.Version),
            Outcome = applied switch { true => "applied", false => "not-applied", null => null },
            Detail = on is { } day ? detail.Add("on", day.ToString(Day, CultureInfo.InvariantCulture)) : detail,
            Blind = StagedEntries.NewBlind(),
        };
        return ground is null ? StagedEntries.Open(entry) : StagedEntries.Committing(entry, JsonSerializer.SerializeToUtf8Bytes(new GroundGiven(ground), Json));
    }

    /// <summary>The fact that an entry states, and of which round of which case; null for an entry of another kind.</summary>
    public static (string Case, int Round, CaseFactKind Kind, CaseFact Fact)? Read(LogEntry entry)
    {
        if (!Kinds.TryGetValue(entry.Kind, out var kind) || entry.Detail.GetValueOrDefault("case") is not { } id
            || !int.TryParse(entry.Detail.GetValueOrDefault("round"), NumberStyles.None, CultureInfo.InvariantCulture, out var round))
            return null;
        bool? applied = entry.Outcome switch { "applied" => true, "not-applied" => false, _ => null };
        DateOnly? on = DateOnly.TryParseExact(entry.Detail.GetValueOrDefault("on"), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return (id, round, kind, new(entry.At, entry.Actor.Account, entry.Id, applied, on, entry.Case));
    }

    /// <summary>The ground that a feedback's entry commits to; null if none was given or it has been deleted.</summary>
    /// <exception cref="JsonException">The bytes are no ground's.</exception>
    public static string? Ground(StoredEntry? stored) =>
        stored?.Content is { } content ? JsonSerializer.Deserialize<GroundGiven>(content, Json)?.Ground : null;

    private static string IdOf(string held, int round, CaseFactKind kind)
    {
        var word = kind switch { CaseFactKind.Claimed => "claimed", CaseFactKind.Feedback => "feedback", _ => "released" };
        return string.Create(CultureInfo.InvariantCulture, $"case-{word}-{held}-{round}");
    }

    private sealed record GroundGiven(string Ground);
}
