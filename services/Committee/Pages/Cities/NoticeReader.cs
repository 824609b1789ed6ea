using CreditShare.Committee.Statistics;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>Makes the monthly notices out of the cities' figures, in the reader's language.</summary>
internal sealed class NoticeReader(CityStatistics statistics)
{
    /// <summary>The cities side by side.</summary>
    /// <param name="month">First day, China's calendar.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Notice> OfAllAsync(DateOnly month, CancellationToken ct) => OfAll(await statistics.ReadAsync(month, month, ct), month);

    /// <summary>One city's items.</summary>
    /// <param name="city">Code of a member city.</param>
    /// <param name="month">First day, China's calendar.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Notice> OfCityAsync(string city, DateOnly month, CancellationToken ct)
    {
        var report = await statistics.ReadAsync(month, month, ct);
        return OfCity(report, report.Cities.Single(own => own.City == city), month);
    }

    /// <summary>All together and each city by item.</summary>
    /// <param name="month">First day, China's calendar.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<(string Name, Notice Notice)>> SheetsAsync(DateOnly month, CancellationToken ct)
    {
        var report = await statistics.ReadAsync(month, month, ct);
        return [(Texts.T("各市", "Cities"), OfAll(report, month)), .. report.Cities.Select(city => (Name(city), OfCity(report, city, month)))];
    }

    private static Notice OfAll(CityReport report, DateOnly month) => new(
        Texts.T($"公共信用信息归集情况通报（{Shown.Month(month)}）", $"Monthly notice of shared credit records, {Shown.Month(month)}"), Texts.T("城市", "City"), month,
        [.. report.Cities.Select(city => NoticeRow.Of(Name(city), ConsoleAddress.CityNotice(city.City, month), city.Total))],
        NoticeRow.Of(Total, null, FigureSum.Of(report.Cities.Select(city => city.Total))), report.At, report.Counted, IsByItem: false);

    private static Notice OfCity(CityReport report, CityFigures city, DateOnly month) => new(
        Texts.T($"{Name(city)}公共信用信息归集情况通报（{Shown.Month(month)}）", $"{Name(city)}: monthly notice of shared credit records, {Shown.Month(month)}"), Texts.T("目录事项", "Catalogue item"),
        month, NoticeRow.ByItem(city.Total), NoticeRow.Of(Total, null, city.Total), report.At, report.Counted, IsByItem: true);

    private static string Name(CityFigures city) => Texts.T(city.Name ?? city.City, city.NameEn ?? city.City);

    private static string Total => Texts.T("合计", "Total");
}
