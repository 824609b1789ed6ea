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

    /// <summary>A city's comparisons of what it sent with what is held, newest first.</summary>
    public static string ComparisonsOf(string city) => $"{OfKind(EntryKind.HoldingsCompared)}&city={UrlEncoder.Default.Encode(city)}";

    /// <summary>What an agency was refused, newest first.</summary>
    /// <param name="agency">Code.</param>
    /// <param name="from">First day, such as 2026-11-01; China's calendar.</param>
    /// <param name="until">Last day.</param>
    public static string RefusalsOf(string agency, string from, string until) =>
        $"{OfKind(EntryKind.AccessRefused)}&agency={UrlEncoder.Default.Encode(agency)}&fromDay={UrlEncoder.Default.Encode(from)}&untilDay={UrlEncoder.Default.Encode(until)}";

    /// <summary>The decisions of a batch, oldest first.</summary>
    /// <param name="city">Code.</param>
    /// <param name="batch">Of that city.</param>
    public static string OfBatch(string city, string batch) => $"{Search}?city={UrlEncoder.Default.Encode(city)}&batch={UrlEncoder.Default.Encode(batch)}&order=oldest";
}
