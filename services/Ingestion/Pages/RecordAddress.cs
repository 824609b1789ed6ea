namespace CreditShare.Ingestion.Pages;

/// <summary>Addresses of the pages about one record. Its id stands in the query: it may hold any character, a slash too.</summary>
internal static class RecordAddress
{
    public static string Of(string sourceId) => $"/bureau/records/record?id={Uri.EscapeDataString(sourceId)}";

    /// <param name="sourceId">The bureau's own id.</param>
    /// <param name="change">The word of the change.</param>
    /// <param name="kind">Of the record, where the whole of it is stated; else null.</param>
    public static string Change(string sourceId, string change, string? kind = null) =>
        $"/bureau/records/change?id={Uri.EscapeDataString(sourceId)}&change={change}{(kind is null ? "" : $"&kind={kind}")}";
}
