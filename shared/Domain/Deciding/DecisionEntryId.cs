using System.Globalization;

namespace CreditShare.Domain.Deciding;

/// <summary>The id of the log entry of a decision: <c>city-batch.chunk.line</c>, so that a repeated message stages the same entry, and whoever has the entry finds the decision.</summary>
/// <param name="City">Code of the city that sent the record.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Chunk">Of the batch, from 0.</param>
/// <param name="Line">Of the record in its batch.</param>
public readonly record struct DecisionEntryId(string City, string Batch, int Chunk, int Line)
{
    /// <summary>Null for the id of another entry.</summary>
    public static DecisionEntryId? Read(string id) =>
        id.Split('-', 2) is [var city, var rest] && rest.Split('.') is [var batch, var chunk, var line] && Number(chunk) is { } place && Number(line) is { } number ? new(city, batch, place, number) : null;

    /// <summary>The ids of a batch's entries lie between these two, and no other's do: behind the first, before the second, compared byte by byte.</summary>
    public static (string Behind, string Before) OfBatch(string city, string batch) => ($"{city}-{batch}.", $"{city}-{batch}/");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{City}-{Batch}.{Chunk}.{Line}");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
