using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Log;

/// <param name="Index">Place in the log, from 0.</param>
/// <param name="Entry">Null for one of a form that is not known here.</param>
public sealed record EntryRow(long Index, LogEntry? Entry)
{
    internal static EntryRow Of(SequencedEntry entry) => new(entry.Index, EntryEncoding.TryDecode(entry.Bytes, out var read) ? read : null);
}
