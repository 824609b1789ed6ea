using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Query.Pages;

/// <summary>The answers of the handlers name the next page by its address in the API; a page of ours takes the cursor out of it.</summary>
internal static class Cursors
{
    /// <summary>Null on the last page.</summary>
    public static string? Of(string? next) => next is null ? null : (string?)QueryHelpers.ParseQuery(next[next.IndexOf('?', StringComparison.Ordinal)..])["after"];
}
