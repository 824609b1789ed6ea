namespace CreditShare.Registry.DeadLetters;

/// <summary>A message that was set aside, without its content.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="Fault">Type of the fault, such as SenderRefusedException.</param>
/// <param name="Sender">Broker account that sent it, or, of what a city set aside, the city's; null if it came without one.</param>
/// <param name="Queue">The queue it was taken from, and goes back to; null if nobody vouches for that, and then it can only be thrown away.</param>
/// <param name="At">When it was set aside (UTC).</param>
/// <param name="AgeSeconds">How long it has lain there.</param>
/// <param name="Bytes">Size of its body.</param>
/// <param name="Redriven">How often it was sent again.</param>
/// <param name="ReasonZh">What was wrong, Chinese; null where nobody said it so.</param>
public sealed record DeadLetter(
    string Id, string? Reason, string? Fault, string? Sender, string? Queue, DateTimeOffset? At, double? AgeSeconds, int Bytes, int Redriven, string? ReasonZh);

/// <summary>What lies in quarantine.</summary>
/// <param name="Total">How many messages there are.</param>
/// <param name="Items">The first of them, oldest first.</param>
public sealed record DeadLetterList(int Total, IReadOnlyList<DeadLetter> Items);

/// <summary>What was done, and which ids were not there.</summary>
public sealed record DeadLettersDone(IReadOnlyList<string> Done, IReadOnlyList<string> Unknown);
