using System.Globalization;

namespace CreditShare.Query;

/// <summary>How many there are, counted until it was enough or took too long. A number tells of no subject, so it is no entry of the log.</summary>
/// <param name="Number">Counted, or at least so many.</param>
/// <param name="More">Whether there are more, or may be.</param>
public readonly record struct BoundedCount(int Number, bool More)
{
    /// <summary>12, or 12+ where there may be more.</summary>
    public string Text => Number.ToString(CultureInfo.InvariantCulture) + (More ? "+" : "");

    /// <summary>Whether its noun stands in the singular.</summary>
    public bool IsOne => Number == 1 && !More;

    /// <param name="tone">Of a number that waits for somebody: warn or bad.</param>
    /// <returns>That tone; plain only where it is known that there are none.</returns>
    public string Tone(string tone) => Number > 0 ? tone : More ? "warn" : "plain";
}
