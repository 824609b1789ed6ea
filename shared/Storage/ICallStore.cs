namespace CreditShare.Storage;

/// <summary>
/// What became of telling an agency's receiver of a notice: part of the notice, so that it outlives every process. Safe for concurrent callers in several processes. Every method may
/// throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ICallStore
{
    /// <summary>An agency's open notices whose receiver is to be called by now, the oldest first.</summary>
    Task<IReadOnlyList<DueCall>> DueAsync(string agency, DateTimeOffset now, int most, CancellationToken ct);

    /// <summary>Durable when the task ends. Of two that say something of a notice the later stays; one that was delivered stays so.</summary>
    Task WriteCallAsync(string notice, CallState state, CancellationToken ct);

    /// <summary>Of each agency with notices, how their calls stand; in the order of their codes.</summary>
    Task<IReadOnlyList<CallCount>> CountCallsAsync(CancellationToken ct);

    /// <summary>Remembers that an agency's receiver at an address said it is gone. Durable when the task ends.</summary>
    Task WriteGoneAsync(GoneReceiver gone, CancellationToken ct);

    /// <summary>One an agency: the last address that said so.</summary>
    Task<IReadOnlyList<GoneReceiver>> ReadGoneAsync(CancellationToken ct);
}

/// <param name="Notice">Its id.</param>
/// <param name="OpenedAt">When it was made, UTC.</param>
/// <param name="Calls">How often the receiver was called.</param>
public sealed record DueCall(string Notice, DateTimeOffset OpenedAt, int Calls);

/// <param name="Calls">How often the receiver was called.</param>
/// <param name="NextAt">When it is called next, UTC; null if it is called no more.</param>
/// <param name="DeliveredAt">When it took the call, UTC; null if it has not. Taking a call confirms nothing.</param>
/// <param name="Said">What came of the last call: a status or a word, never a body.</param>
public sealed record CallState(int Calls, DateTimeOffset? NextAt, DateTimeOffset? DeliveredAt, string Said);

/// <param name="Agency">Its code.</param>
/// <param name="Delivered">Notices whose call was taken.</param>
/// <param name="GivenUp">Open notices whose receiver is called no more, although none was taken.</param>
/// <param name="Failing">Open notices whose call failed so far.</param>
public sealed record CallCount(string Agency, long Delivered, long GivenUp, long Failing);

/// <param name="Agency">Its code.</param>
/// <param name="Address">The address.</param>
/// <param name="At">UTC.</param>
public sealed record GoneReceiver(string Agency, string Address, DateTimeOffset At);
