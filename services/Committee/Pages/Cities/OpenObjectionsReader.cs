using System.Globalization;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>The records behind a city's count of open objections: out of the same sheet, so that there are as many.</summary>
internal sealed class OpenObjectionsReader(IStatisticsStore statistics, IProfileStore profiles, SeedFolder seeds)
{
    private const int PageSize = 50;

    /// <param name="city">Code of a member city.</param>
    /// <param name="after">Where the page begins: the place behind which, as the page before it named; null for the oldest.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<OpenObjectionPage> ReadAsync(string city, string? after, CancellationToken ct)
    {
        var open = (await statistics.FindAsync([SheetId.CityObjections(city)], ct)).SelectMany(sheet => ((ObjectionTally)sheet.Tally).Open).ToList();
        var behind = open.Select(one => (Place: Place(one), Key: one.Key, Since: one.Value))
            .Where(one => string.CompareOrdinal(one.Place, after ?? "") > 0).OrderBy(one => one.Place, StringComparer.Ordinal).Take(PageSize + 1).ToList();
        var rows = new List<OpenObjectionRow>();
        foreach (var (_, text, since) in behind.Take(PageSize))
        {
            var key = new RecordKey(city, text[(city.Length + 1)..]);
            var profile = await profiles.FindByRecordAsync(key, ct);
            rows.Add(new(text, profile?.Code, profile?.Find(key), ObjectionClock.From(since, seeds.WorkingDays)));
        }
        return new(open.Count, rows, behind.Count > PageSize ? behind[PageSize - 1].Place : null);
    }

    /// <summary>In the order of receipt.</summary>
    private static string Place(KeyValuePair<string, DateOnly> open) => string.Create(CultureInfo.InvariantCulture, $"{DaySpan.Text(open.Value)} {open.Key}");
}

/// <param name="Count">Of all pages.</param>
/// <param name="Rows">The oldest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record OpenObjectionPage(int Count, IReadOnlyList<OpenObjectionRow> Rows, string? Next);

/// <param name="Key">Text of the record's key.</param>
/// <param name="Subject">Code; null if the record has been erased since it was counted.</param>
/// <param name="Held">The record as it is held; null likewise.</param>
/// <param name="Clock">By when it is to be settled.</param>
internal sealed record OpenObjectionRow(string Key, string? Subject, HeldRecord? Held, ObjectionClock Clock);
