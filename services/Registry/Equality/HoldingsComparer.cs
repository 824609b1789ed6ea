using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using CreditShare.Contracts;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;

namespace CreditShare.Registry.Equality;

/// <summary>
/// Answers a city's questions about what is held of it. Remembers nothing between them; what it logs has an id made of city, comparison and round, so that a question
/// answered again is no second entry.
/// </summary>
internal sealed class HoldingsComparer(SenderCheck senders, IStoreContents contents, IRecordStore records, EntryWriter entries)
{
    private readonly HeldLines held = new(contents, records);

    /// <summary>The parts of the answer, in order; what ends a comparison is in the log before its part is given.</summary>
    /// <exception cref="SenderRefusedException">The question is not to be believed, or not of the agreed form.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; ask again.</exception>
    public IAsyncEnumerable<HoldingsCompared> AnswerAsync(CompareHoldings message, MessageOrigin origin, CancellationToken ct)
    {
        if ((senders.Refuse(message, origin) ?? HoldingsQuestion.Fault(message)) is { } refusal)
            throw new SenderRefusedException(refusal);
        var parts = new AnswerParts(message, Guid.CreateVersion7(entries.Now).ToString("N"));
        return message.Level switch
        {
            HoldingsLevel.Items => ItemsAsync(message, parts, ct),
            HoldingsLevel.Days => DaysAsync(message, parts, ct),
            HoldingsLevel.Records => RecordsAsync(message, parts, ct),
            HoldingsLevel.Erased => ErasedAsync(message, parts, ct),
            _ => OutcomeAsync(message, parts, ct),
        };
    }

    private async IAsyncEnumerable<HoldingsCompared> ItemsAsync(CompareHoldings message, AnswerParts parts, [EnumeratorCancellation] CancellationToken ct)
    {
        var digests = new HoldingDigests<string>(line => line.Item);
        await foreach (var line in held.ReadAsync(message.City, ct))
            digests.Add(line);
        var equal = digests.Whole.Count == message.Records && digests.Whole.Digest().AsSpan().SequenceEqual(message.Digest);
        var entry = equal ? await LogAsync(message, digests.Whole, null, ct) : null;
        foreach (var part in parts.Of(digests.Groups.Select(group => new HeldGroup(group.Key, null, group.Value.Count, group.Value.Digest())), entry))
            yield return part;
    }

    private async IAsyncEnumerable<HoldingsCompared> DaysAsync(CompareHoldings message, AnswerParts parts, [EnumeratorCancellation] CancellationToken ct)
    {
        var asked = message.Items.ToHashSet(StringComparer.Ordinal);
        var digests = new HoldingDigests<ItemDay>(line => asked.Contains(line.Item) ? new(line.Item, line.Day) : null);
        await foreach (var line in held.ReadAsync(message.City, ct))
            digests.Add(line);
        foreach (var part in parts.Of(digests.Groups.Select(group => new HeldGroup(group.Key.Item, group.Key.Day, group.Value.Count, group.Value.Digest())), null))
            yield return part;
    }

    private async IAsyncEnumerable<HoldingsCompared> RecordsAsync(CompareHoldings message, AnswerParts parts, [EnumeratorCancellation] CancellationToken ct)
    {
        var asked = message.Days.Select(day => new ItemDay(day.Item, day.Day)).ToHashSet();
        var waiting = new List<HeldHash>();
        await foreach (var line in held.ReadAsync(message.City, ct))
        {
            if (!asked.Contains(new(line.Item, line.Day)))
                continue;
            if (waiting.Count == MessageLimits.HoldingsPerMessage)
            {
                yield return parts.Next() with { Records = waiting };
                waiting = [];
            }
            waiting.Add(new(line.SourceId, line.Item, line.Day, line.Hash));
        }
        yield return parts.Next() with { Records = waiting, IsLast = true };
    }

    private async IAsyncEnumerable<HoldingsCompared> ErasedAsync(CompareHoldings message, AnswerParts parts, [EnumeratorCancellation] CancellationToken ct)
    {
        var histories = (await records.LoadAsync([.. message.SourceIds.Distinct().Select(id => new RecordKey(message.City, id))], [], [], ct)).Histories;
        yield return parts.Next() with { Erased = [.. histories.Where(history => history.Value.IsErased).Select(history => history.Key.SourceId)], IsLast = true };
    }

    private async IAsyncEnumerable<HoldingsCompared> OutcomeAsync(CompareHoldings message, AnswerParts parts, [EnumeratorCancellation] CancellationToken ct)
    {
        var whole = new SetDigest();
        await foreach (var line in held.ReadAsync(message.City, ct))
            whole.Add(line);
        yield return parts.Next() with { IsLast = true, LogEntry = await LogAsync(message, whole, message.Differences, ct) };
    }

    /// <summary>Both sides' digests, so that equality is no one's word: the city's is signed by it, the other computed here.</summary>
    private async Task<string> LogAsync(CompareHoldings message, SetDigest whole, HoldingsDifferences? differences, CancellationToken ct)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{message.City}-equality-{message.Comparison}.{message.Round}");
        var detail = ImmutableDictionary<string, string>.Empty
            .Add("comparison", message.Comparison).Add("sent", Number(message.Records)).Add("sentDigest", Convert.ToHexStringLower(message.Digest))
            .Add("held", Number(whole.Count)).Add("heldDigest", Convert.ToHexStringLower(whole.Digest()));
        if (differences is not null)
        {
            detail = detail.Add("missing", Number(differences.Missing)).Add("extra", Number(differences.Extra)).Add("different", Number(differences.Different))
                .Add("more", differences.More ? "true" : "false");
        }
        await entries.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.HoldingsCompared,
                Id = id,
                At = entries.Now,
                Actor = new EntryActor(message.City, null, RefusalReports.Account(message.Account)),
                Outcome = differences is null ? "equal" : "different",
                Detail = detail,
                Blind = StagedEntries.NewBlind(),
            })],
            ct);
        return id;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
