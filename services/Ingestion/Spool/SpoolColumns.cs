using System.Globalization;

namespace CreditShare.Ingestion.Spool;

/// <summary>How the spool's columns write what SQLite has no type for.</summary>
internal static class SpoolColumns
{
    /// <summary>Behind every character, in the order of UTF-8 bytes: no id goes on with it, and none that begins as another does comes behind that one with it.</summary>
    public const string LastCharacter = "\U0010FFFF";

    /// <summary>yyyy-mm-dd, which sorts as days do.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
