using System.Collections.Immutable;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.DeadLetters;

/// <summary>What an operator may do with messages that were set aside. Each act on one is an entry of the exchange log before it takes effect.</summary>
internal sealed class DeadLetterOffice(DeadLetterQueue queue, ILogStore log, TimeProvider time)
{
    public const int LongestReason = 200;

    /// <param name="after">The place behind which the page begins; null for the first page.</param>
    /// <param name="most">Messages of the page, 1 to <see cref="DeadLetterQueue.MostShown"/>.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLetterList> ListAsync(string? after, int most, CancellationToken ct) => queue.ListAsync(after, most, ct);

    /// <returns>The message of this id; null if none lies there.</returns>
    public Task<DeadLetter?> FindAsync(string id, CancellationToken ct) => queue.FindAsync(id, ct);

    /// <param name="account">Who does it.</param>
    /// <param name="ids">Null for all that lie there now.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLettersDone> RedriveAsync(string account, IReadOnlyCollection<string>? ids, CancellationToken ct) =>
        queue.DealAsync(ids, async (message, letter) =>
        {
            if (letter.Queue is null)
                return false;
            await LogAsync(EntryKind.MessageRedriven, account, letter, "redriven", ct);
            if (await queue.SendAgainAsync(message, letter, ct))
                return true;
            // Who reads the log would take it for dealt with.
            await LogAsync(EntryKind.MessageSetAside, account, letter, "stayed", ct);
            return false;
        }, ct);

    /// <param name="account">Who does it.</param>
    /// <param name="ids">Which.</param>
    /// <param name="reason">Why; it stays in the log for good.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLettersDone> DiscardAsync(string account, IReadOnlyCollection<string> ids, string reason, CancellationToken ct) =>
        queue.DealAsync(ids, async (_, letter) =>
        {
            await LogAsync(EntryKind.MessageDiscarded, account, letter, reason, ct);
            return true;
        }, ct);

    /// <summary>Each attempt is an entry of its own: an id made of the message would be one that is there already whenever two messages are alike.</summary>
    private Task LogAsync(string kind, string account, DeadLetter letter, string reason, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return log.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = kind,
                Id = $"{kind}-{Guid.CreateVersion7(now):N}",
                At = now,
                Actor = new EntryActor(null, null, account),
                Reasons = [reason],
                Detail = ImmutableDictionary<string, string>.Empty
                    .Add("message", letter.Id).Add("queue", letter.Queue ?? "").Add("sender", letter.Sender ?? "").Add("fault", letter.Fault ?? ""),
                Blind = StagedEntries.NewBlind(),
            })],
            ct);
    }
}
