namespace CreditShare.Hosting.Bus;

/// <summary>A message about to be set aside.</summary>
/// <param name="Id">The operators' name for it.</param>
/// <param name="Queue">The queue it was taken from.</param>
/// <param name="Sender">The account that the broker vouched for when it came; null if it came without.</param>
/// <param name="Fault">What is wrong, with what stands behind it.</param>
/// <param name="Redriven">How often an operator had sent it again.</param>
/// <param name="Body">What came.</param>
public sealed record SetAsideMessage(string Id, string Queue, string? Sender, Exception Fault, int Redriven, ReadOnlyMemory<byte> Body);
