using CreditShare.Storage;

namespace CreditShare.Query.BatchLookups;

/// <summary>A lookup of many whose entry is durable: its answers may leave.</summary>
/// <param name="Answers">The second pass gives them.</param>
/// <param name="Lines">Judged.</param>
/// <param name="Content">What was committed.</param>
/// <param name="Key">From which its salts come.</param>
internal sealed record AnsweredBatch(BatchAnswers Answers, BatchLines Lines, BatchLookupContent Content, byte[] Key) : IDisposable
{
    public void Dispose() => Answers.Dispose();
}
