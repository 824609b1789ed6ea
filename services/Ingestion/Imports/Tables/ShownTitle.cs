using CreditShare.Domain.Deciding;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Rule: of a title or a sheet's name 100 characters are told, and nothing of one that holds an identity number.</summary>
internal static class ShownTitle
{
    private const int Longest = 100;

    /// <summary>Cut, but never between the halves of a character.</summary>
    public static string Of(string title)
    {
        var shown = Reason.Show(title)!;
        return shown.Length <= Longest ? shown : shown[..(char.IsHighSurrogate(shown[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
