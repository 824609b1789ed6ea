namespace CreditShare.Pages.Parts;

/// <param name="Name">As the legend says it.</param>
/// <param name="Values">Null leaves a gap.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);
