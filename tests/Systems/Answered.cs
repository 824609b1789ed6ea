using CreditShare.Domain.Lookups;

namespace CreditShare.Systems;

/// <summary>What is kept of an answer to a lookup, so that it can be held against the store afterwards.</summary>
/// <param name="LogEntry">Id of the entry that it names.</param>
/// <param name="Agency">Who asked.</param>
/// <param name="Told">The records that it states, by key and version.</param>
public sealed record Answered(string LogEntry, string Agency, IReadOnlyList<(string Key, int Version)> Told)
{
    public static Answered Of(LookupAnswer answer) => new(
        answer.LogEntry,
        answer.Asked.Agency,
        [
            .. (answer.Records ?? []).Select(record => (record.Key, record.Version))
                .Concat((answer.Measures ?? []).SelectMany(measure => measure.Records).Select(record => (record.Key, record.Version))).Distinct(),
        ]);
}
