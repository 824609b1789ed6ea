using CreditShare.Domain.Records;

namespace CreditShare.Domain.Normalising;

/// <summary>A cell that was read as something other than it says, by a stated rule. Never holds personal data: a cell with an identity number is refused, not read.</summary>
/// <param name="Rule">The rule, in kebab case; stable.</param>
/// <param name="Field">Path of the field, see <see cref="RecordFields"/>.</param>
/// <param name="Found">What the cell says, shortened.</param>
/// <param name="ReadAs">What it was read as, shortened; null where it means nothing.</param>
public sealed record CellChange(string Rule, string Field, string Found, string? ReadAs);
