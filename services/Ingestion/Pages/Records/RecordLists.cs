using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>Own records as the page lists them.</summary>
internal static class RecordLists
{
    public const int PageSize = 50;

    private const int Shown = 12;

    /// <summary>All of them, in the order of their ids.</summary>
    /// <param name="spool">Of the city.</param>
    /// <param name="after">The first behind this id; null for the first of all.</param>
    public static FoundRecords All(CitySpool spool, string? after)
    {
        var found = spool.Holdings.Records("", after ?? "", PageSize + 1);
        return new([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].SourceId : null);
    }

    /// <summary>What a record is called: its id, or, where that was made of a row, the number of its document.</summary>
    public static string NameOf(KnownRecord record) => IsMade(record.SourceId) && record.Number is { } number ? number : record.SourceId;

    /// <summary>An id that was made of a row, cut: nobody knows or says it. Others whole.</summary>
    public static string ShortId(string sourceId) =>
        IsMade(sourceId) && sourceId.Length > Shown ? $"{sourceId[..Shown]}…" : sourceId;

    private static bool IsMade(string sourceId) => sourceId.StartsWith(SheetRows.DerivedIdPrefix, StringComparison.Ordinal);
}
