using System.Globalization;

namespace CreditShare.Ingestion.Pages.Batches;

/// <summary>Where a page of a batch begins: a chunk, and a place in it, both from 0. Written as <c>3-120</c>.</summary>
internal readonly record struct PagePlace(int Chunk, int Place)
{
    /// <summary>The beginning for whatever is no place.</summary>
    public static PagePlace Read(string? text) => text?.Split('-') is [var chunk, var place]
        && int.TryParse(chunk, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        ? new(first, second) : default;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chunk}-{Place}");
}
