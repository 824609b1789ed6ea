using System.Text.Json;
using CreditShare.Domain.Lookups;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Notices;
using CreditShare.Storage;

namespace CreditShare.Query.Pages.Notices;

/// <summary>The answer by which an agency was told of a record, as its own entry has it: an official knows a matter by its case and not by an entry's id.</summary>
/// <param name="At">UTC.</param>
/// <param name="Purpose">Code of what was stated; null where the entry has none, as of a look at cases.</param>
/// <param name="Case">The agency's own case number.</param>
/// <param name="Account">Who asked.</param>
/// <param name="Document">The record's document number as it was told then; null where the answer did not say it, is not kept, or is of a form that is not known here.</param>
internal sealed record ToldThen(DateTimeOffset At, string? Purpose, string? Case, string? Account, string? Document)
{
    /// <summary>Null if the agency has no such entry.</summary>
    /// <exception cref="StoreUnavailableException">The log cannot be read.</exception>
    public static async Task<ToldThen?> FindAsync(ILogStore log, string agency, NoticeAnswer notice, CancellationToken ct)
    {
        if (await log.FindEntryAsync(notice.Answer, ct) is not { } stored || !EntryEncoding.TryDecode(stored.Bytes, out var entry) || entry.Actor.Agency != agency)
            return null;
        var document = entry.Kind == EntryKind.LookupAnswered && stored.Content is { } content ? DocumentOf(notice.Record.Key, content) : null;
        return new(entry.At, entry.Purpose, entry.Case, entry.Actor.Account, document);
    }

    private static string? DocumentOf(string key, byte[] content)
    {
        try
        {
            var answer = LookupAnswerJson.Read(content);
            return answer.Measures?.SelectMany(measure => measure.Records).FirstOrDefault(record => record.Key == key)?.DocumentNumber
                ?? answer.Records?.FirstOrDefault(held => held.Key == key)?.Record.DocumentNumber;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
