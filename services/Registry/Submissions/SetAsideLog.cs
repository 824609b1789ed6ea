using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using MassTransit;

namespace CreditShare.Registry.Submissions;

/// <summary>
/// Says in the exchange log that a message is set aside, whatever its type, before it is. The entry holds what the broker vouches for and what is wrong, and no word of the
/// message: who has a broker password alone must not write into a log that forgets nothing.
/// </summary>
internal sealed class SetAsideLog(EntryWriter entries)
{
    /// <summary>Durable when the task ends.</summary>
    /// <exception cref="StoreUnavailableException">The message must not be set aside yet: what lies behind it would overtake it.</exception>
    public Task StageAsync(SetAsideMessage message, CancellationToken ct)
    {
        // What an engine's own fault stands behind is the store's.
        for (var fault = message.Fault; fault is not null; fault = fault.InnerException)
        {
            if (fault is StoreUnavailableException)
                return Task.FromException(fault);
        }
        var innermost = message.Fault.GetBaseException();
        return IsOurs(innermost) ? Task.CompletedTask : entries.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.MessageSetAside,
                Id = Id(message),
                At = entries.Now,
                Actor = new EntryActor(message.Queue[(message.Queue.LastIndexOf('.') + 1)..], null, message.Sender ?? "unknown"),
                Reasons = [Reason(innermost)],
                Detail = ImmutableDictionary<string, string>.Empty.Add("message", message.Id).Add("queue", message.Queue)
                    .Add("fault", innermost.GetType().Name).Add("bytes", message.Body.Length.ToString(CultureInfo.InvariantCulture)),
                Blind = StagedEntries.NewBlind(),
            })],
            ct);
    }

    /// <summary>What went wrong here says nothing of the sender.</summary>
    private static bool IsOurs(Exception fault) =>
        fault is StoreConflictException or MessageReturnedException or TimeoutException or OperationCanceledException;

    private static string Reason(Exception fault) => fault switch
    {
        SenderRefusedException => "sender-refused",
        JsonException or System.Runtime.Serialization.SerializationException or NotSupportedException => "unreadable",
        _ => "not-processed",
    };

    /// <summary>The same for a message that the broker delivers again, another when an operator sent it again.</summary>
    private static string Id(SetAsideMessage message)
    {
        var whole = SHA256.HashData([.. SHA256.HashData(message.Body.Span), .. Encoding.UTF8.GetBytes($"{message.Sender} {message.Redriven}")]);
        return $"{EntryKind.MessageSetAside}-{message.Queue}-{Convert.ToHexStringLower(whole)}";
    }
}
