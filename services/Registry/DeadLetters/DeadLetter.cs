using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditShare.Registry.DeadLetters;

/// <summary>
/// A message that was set aside, without its content. Of one that the registry set aside, all is the registry's word. Of any other <paramref name="Reason"/>, <paramref name="At"/>
/// and <paramref name="Redriven"/> are what its sender wrote, and nothing hangs on them.
/// </summary>
/// <param name="Id">Names it: 32 hexadecimal digits. Messages that no registry set aside and that are alike in everything have one id.</param>
/// <param name="Reason">What was wrong, at most 500 characters.</param>
/// <param name="Fault">Type of the fault, such as SenderRefusedException; <see cref="Returned"/> if the registry did not set it aside.</param>
/// <param name="Sender">Broker account that sent it, or, of what a city set aside, the city's; null if nobody vouches for one.</param>
/// <param name="Queue">The queue it was taken from, and goes back to; null if nobody vouches for that, and then it can only be thrown away.</param>
/// <param name="At">When it was set aside (UTC); null if that is not known, or would lie ahead.</param>
/// <param name="AgeSeconds">How long it has lain there.</param>
/// <param name="Bytes">Size of its body.</param>
/// <param name="Redriven">How often it was sent again, a million at most.</param>
/// <param name="ReasonZh">What was wrong, Chinese; null where nobody said it so.</param>
public sealed partial record DeadLetter(
    string Id, string? Reason, string? Fault, string? Sender, string? Queue, DateTimeOffset? At, double? AgeSeconds, int Bytes, int Redriven, string? ReasonZh)
{
    /// <summary>In place of the fault of a message that came into quarantine by another hand than the registry's.</summary>
    public const string Returned = "Returned";

    /// <summary>Its place in the list: the oldest first, then those of which no instant is known. A list goes on behind a place whatever came and went meanwhile.</summary>
    internal string Place => string.Create(CultureInfo.InvariantCulture, $"{At?.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture) ?? "undated"}.{Id}");

    internal static bool IsPlace(string text) => PlaceForm().IsMatch(text);

    [GeneratedRegex(@"^([0-9]{8}T[0-9]{13}|undated)\.[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceForm();
}

/// <summary>A page of what lies in quarantine.</summary>
/// <param name="Total">How many messages there are, on all pages.</param>
/// <param name="Read">How many of them were looked at; fewer than <paramref name="Total"/> where much lies there: the others are seen when some of these have been dealt with.</param>
/// <param name="Items">Those of this page, oldest first.</param>
/// <param name="Next">Behind which place the next page begins, in the API its address; null on the last page.</param>
public sealed record DeadLetterList(int Total, int Read, IReadOnlyList<DeadLetter> Items, string? Next);

/// <summary>What was done.</summary>
/// <param name="Done">Ids of the messages that are gone from quarantine.</param>
/// <param name="Stayed">Ids of those that cannot be sent: nobody vouches for the queue they came from, or it does not take them.</param>
/// <param name="Unknown">Ids of which there is no message.</param>
public sealed record DeadLettersDone(IReadOnlyList<string> Done, IReadOnlyList<string> Stayed, IReadOnlyList<string> Unknown);
