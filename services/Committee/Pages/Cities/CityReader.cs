using CreditShare.Committee.Statistics;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>Gathers one city's page.</summary>
internal sealed class CityReader(CityStatistics statistics, ReasonExamples examples, Comparisons comparisons, CityKeys keys, IWitnessStore witnesses)
{
    private const int MostComparisons = 5;

    /// <param name="city">Code of a member city.</param>
    /// <param name="span">Which months.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CityDetail> ReadAsync(string city, MonthSpan span, CancellationToken ct)
    {
        var report = await statistics.ReadAsync(span.From, span.Until, ct);
        var figures = report.Cities.Single(own => own.City == city);
        return new(
            report, figures, await examples.FindAsync(figures.Total.Rejections, ct), await comparisons.LatestAsync(city, MostComparisons, ct), await keys.ReadAsync(city, ct),
            [.. (await witnesses.ReadWitnessesAsync(ct)).Where(standing => standing.Name.Contains(city, StringComparison.Ordinal)).Select(WitnessKey.Of)]);
    }
}

/// <param name="Report">All cities, of whom this is one.</param>
/// <param name="City">Its figures.</param>
/// <param name="Examples">How reasons were told, by code.</param>
/// <param name="Comparisons">The latest, newest first.</param>
/// <param name="Keys">By which its pushes are believed; null where the log does not say.</param>
/// <param name="Witnesses">Witnesses whose name has the city's code.</param>
internal sealed record CityDetail(
    CityReport Report, CityFigures City, IReadOnlyDictionary<string, Reason> Examples, IReadOnlyList<ComparedHoldings> Comparisons, SaidKeys? Keys, IReadOnlyList<WitnessKey> Witnesses);

/// <summary>A witness and its key as its last cosignature names it.</summary>
/// <param name="Standing">What it said last.</param>
/// <param name="KeyId">Eight hexadecimal digits; null if it never cosigned.</param>
public sealed record WitnessKey(WitnessStanding Standing, string? KeyId)
{
    public static WitnessKey Of(WitnessStanding standing) =>
        new(standing, standing.Cosignature is { } line && NoteSignature.TryParse(line, out var signature) ? signature.KeyId.ToString("x8", null) : null);
}
