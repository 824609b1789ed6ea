using System.Collections.Immutable;
using System.Globalization;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;

namespace CreditShare.Registry.Bases;

/// <summary>
/// Says in the log by what a registry decides, where it is not what the log said last, so that an exchanged catalogue, member or key can be seen. Two registries that say the same say it once.
/// </summary>
internal sealed class BasisLog(ILogStore log, EntryWriter entries)
{
    /// <summary>The account that the log names.</summary>
    private const string Account = "registry";

    /// <summary>Of a digest in an entry's id: enough to tell one from the next at one place.</summary>
    private const int DigestInId = 16;

    /// <param name="bases">As they are now.</param>
    /// <param name="ct">Cancels the reading; what is staged stays so.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; ask again.</exception>
    public async Task NoteAsync(IReadOnlyList<Basis> bases, CancellationToken ct)
    {
        foreach (var basis in bases)
        {
            var last = (await log.FindEntriesAsync(new() { Kind = basis.Kind, NewestFirst = true, Limit = 1 }, ct)).SingleOrDefault();
            if (last is not null && EntryEncoding.TryDecode(last.Bytes, out var said) && said.Detail.GetValueOrDefault("digest") == basis.Digest)
                continue;
            var entry = new LogEntry
            {
                Kind = basis.Kind,
                Id = string.Create(CultureInfo.InvariantCulture, $"{basis.Kind}.{(last is null ? 0 : last.Index + 1)}.{basis.Digest[..DigestInId]}"),
                At = entries.Now,
                Actor = new EntryActor(null, null, Account),
                Detail = ImmutableDictionary<string, string>.Empty.Add("digest", basis.Digest).Add("count", basis.Count.ToString(CultureInfo.InvariantCulture)).Add("host", Environment.MachineName),
                Blind = StagedEntries.NewBlind(),
            };
            await entries.StageAsync([StagedEntries.Committing(entry, basis.Content)], ct);
        }
    }
}
