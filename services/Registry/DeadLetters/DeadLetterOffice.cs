using System.Collections.Immutable;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.DeadLetters;

/// <summary>What an operator may do with messages that were set aside. Each act on one is an entry of the exchange log before it takes effect.</summary>
internal sealed class DeadLetterOffice(DeadLetterQueue queue, ILogStore log, TimeProvider time)
{
    public const int LongestReason = 200;

    public Task<DeadLetterList> ListAsync(int most, CancellationToken ct) => queue.ListAsync(most, ct);

    /// <param name="account">Who does it.</param>
    /// <param name="ids">Null for all that lie there now.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLettersDone> RedriveAsync(string account, IReadOnlyCollection<string>? ids, CancellationToken ct) =>
        queue.DealAsync(ids, async (channel, message, letter) =>
        {
            if (letter.Queue is null)
                return false;
            await LogAsync(EntryKind.MessageRedriven, account, letter, "redriven", ct);
            await DeadLetterQueue.SendAgainAsync(channel, message, letter, ct);
            return true;
        }, ct);

    /// <param name="account">Who does it.</param>
    /// <param name="ids">Which.</param>
    /// <param name="reason">Why; it stays in the log for good.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLettersDone> DiscardAsync(string account, IReadOnlyCollection<string> ids, string reason, CancellationToken ct) =>
        queue.DealAsync(ids, async (_, _, letter) =>
        {
            await LogAsync(EntryKind.MessageDiscarded, account, letter, reason, ct);
            return true;
        }, ct);

    private Task LogAsync(string kind, string account, DeadLetter letter, string reason, CancellationToken ct) => log.StageAsync(
        [StagedEntries.Open(new LogEntry
        {
            Kind = kind,
            Id = $"{kind}-{letter.Id}-{letter.Redriven}",
            At = time.GetUtcNow(),
            Actor = new EntryActor(null, null, account),
            Reasons = [reason],
            Detail = ImmutableDictionary<string, string>.Empty
                .Add("message", letter.Id).Add("queue", letter.Queue ?? "").Add("sender", letter.Sender ?? "").Add("fault", letter.Fault ?? ""),
            Blind = StagedEntries.NewBlind(),
        })],
        ct);
}
