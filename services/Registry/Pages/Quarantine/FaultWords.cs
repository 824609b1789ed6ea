using System.Runtime.Serialization;
using System.Text.Json;
using CreditShare.Pages.Showing;
using CreditShare.Registry.Submissions;

namespace CreditShare.Registry.Pages.Quarantine;

/// <summary>Why a message was set aside, in a reader's words; what exactly was wrong is the program's own text beside them.</summary>
internal static class FaultWords
{
    /// <param name="fault">Type of the fault, as the message bears it; null where it bears none.</param>
    public static string Of(string? fault) => ReasonWords.Of(fault switch
    {
        nameof(SenderRefusedException) => "sender-refused",
        nameof(JsonException) or nameof(SerializationException) or nameof(NotSupportedException) => "unreadable",
        _ => "not-processed",
    });
}
