using CreditShare.Domain.Records;

namespace CreditShare.Domain.Normalising;

/// <summary>A rule by which a cell may be read as something other than it says.</summary>
/// <param name="Name">Kebab case; stable: bureaus' programs and statistics know it. <see cref="CellChange.Rule"/> holds it.</param>
/// <param name="Zh">What it does, one line for a clerk.</param>
/// <param name="En">The same in English.</param>
/// <param name="Field">A field that it is for; the example's.</param>
/// <param name="Found">The example: what a cell says.</param>
/// <param name="ReadAs">What that is read as; null where it means nothing.</param>
public sealed record CellRule(string Name, string Zh, string En, RecordField Field, string Found, string? ReadAs);
