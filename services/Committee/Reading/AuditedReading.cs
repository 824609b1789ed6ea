using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Storage;

namespace CreditShare.Committee.Reading;

/// <summary>
/// That somebody read the log, or what follows from it, is an entry of the log itself, durable before a word of it is shown: what cannot be recorded is not shown. One entry a question; the entries that
/// come of reading come of people's questions alone, so reading the log does not make it grow by itself.
/// </summary>
internal sealed class AuditedReading(ILogStore log, TimeProvider time)
{
    /// <param name="reader">Who reads: the account of the token or the session.</param>
    /// <param name="page">Path of the page as its route has it, such as /committee/laws.</param>
    /// <param name="query">What was asked of it, as it was understood; <see cref="Filters"/> writes it. The log keeps it for ever: only what a validator found to hold no identity number.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <returns>Id of the entry.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be recorded: 503, and nothing is shown.</exception>
    public Task<string> RecordAsync(ClaimsPrincipal reader, string page, string query, CancellationToken ct) =>
        RecordAsync(reader, "page", ImmutableDictionary<string, string>.Empty.Add("page", page).Add("query", query), ct);

    /// <param name="reader">Who reads.</param>
    /// <param name="what">What is read, such as entries, entry, export; begins the entry's id.</param>
    /// <param name="facts">Which of it.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <returns>Id of the entry.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be recorded: 503, and nothing is shown.</exception>
    public async Task<string> RecordAsync(ClaimsPrincipal reader, string what, ImmutableDictionary<string, string> facts, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = $"{what}-{Guid.CreateVersion7(now):N}";
        await log.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.LogRead, Id = id, At = now, Actor = new EntryActor(reader.City(), reader.Agency(), reader.Account()!), Detail = facts.Add("what", what), Blind = StagedEntries.NewBlind(),
            })],
            ct);
        return id;
    }

    /// <summary>As an address writes them: name=value, with &amp; between; those without a value are left out.</summary>
    public static string Filters(params IReadOnlyList<(string Name, object? Value)> filters) => string.Join('&', filters
        .Select(filter => (filter.Name, Value: filter.Value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(filter.Value, CultureInfo.InvariantCulture)))
        .Where(filter => filter.Value is { Length: > 0 })
        .Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}"));
}
