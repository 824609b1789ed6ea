using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;

namespace CreditShare.Query.BatchLookups;

/// <summary>A lookup of many as it came, read but not judged line by line.</summary>
/// <param name="Asked">punishments, rewards or records, if <paramref name="Faults"/> does not say otherwise.</param>
/// <param name="Statement">What is stated once for all.</param>
/// <param name="Lines">The codes in their order; a text is null where a line holds none.</param>
/// <param name="Faults">Faults of the call as a whole.</param>
internal sealed record BatchRequest(string Asked, Statement Statement, IReadOnlyList<(int Line, string? Text)> Lines, IReadOnlyList<ProblemError> Faults);
