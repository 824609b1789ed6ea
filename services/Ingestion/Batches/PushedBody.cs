using System.Text;

namespace CreditShare.Ingestion.Batches;

/// <summary>What a push brings.</summary>
/// <param name="Format">Of the content.</param>
/// <param name="Encoding">That the caller states; null leaves it to be found.</param>
/// <param name="Content">Read once and forward; after a refusal there may be something left of it.</param>
/// <param name="FileName">As <see cref="FileNames"/> has it; null for content without one.</param>
internal sealed record PushedBody(BatchFormat Format, Encoding? Encoding, Stream Content, string? FileName);
