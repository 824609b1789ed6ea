using System.Globalization;
using System.Text.Encodings.Web;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Addresses of entries and searches.</summary>
internal static class EntryLinks
{
    public const string Search = "/committee/log";

    public const string Entry = "/committee/log/entry";

    /// <summary>The page of an entry.</summary>
    public static string To(string id) => $"{Entry}?id={UrlEncoder.Default.Encode(id)}";

    /// <summary>The entries about a subject, newest first.</summary>
    public static string AboutSubject(string code) => $"{Search}?subject={UrlEncoder.Default.Encode(code)}";

    /// <summary>The decisions about a subject's records, newest first.</summary>
    public static string DecisionsAbout(string code) => $"{AboutSubject(code)}&kind={EntryKind.RecordDecided}";

    /// <summary>What the same account did, newest first.</summary>
    public static string ByAccount(string account) => $"{Search}?account={UrlEncoder.Default.Encode(account)}";

    /// <summary>The entries of a kind, newest first.</summary>
    public static string OfKind(string kind) => $"{Search}?kind={UrlEncoder.Default.Encode(kind)}";

    /// <summary>A city's decisions from an entry of the log on, oldest first.</summary>
    /// <param name="city">Code.</param>
    /// <param name="index">The first that is shown.</param>
    public static string DecisionsFrom(string city, long index) =>
        $"{Search}?kind={EntryKind.RecordDecided}&city={UrlEncoder.Default.Encode(city)}&order=oldest{(index > 0 ? string.Create(CultureInfo.InvariantCulture, $"&after={index - 1}") : "")}";
}
