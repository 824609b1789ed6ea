namespace CreditShare.Ingestion.Equality;

/// <summary>
/// Which records the registry does not hold. It answers in the order of its profiles, not of the ids, so its answer is no stream to be merged with the city's: it lies in the spool, and
/// is read through once for every so many records that were sent. Memory is bound by that number.
/// </summary>
internal static class NotHeld
{
    /// <param name="sent">What is missing unless it is held; read once, and no further than what is taken of the result needs.</param>
    /// <param name="held">Reads the ids that are held, from the beginning.</param>
    /// <param name="together">How many of the sent are looked for in one reading.</param>
    /// <returns>In the order of the sent.</returns>
    public static IEnumerable<FoundDifference> Of(IEnumerable<FoundDifference> sent, Func<IEnumerable<string>> held, int together)
    {
        foreach (var some in sent.Chunk(together))
        {
            var missing = some.Select(one => one.SourceId).ToHashSet(StringComparer.Ordinal);
            foreach (var id in held())
                missing.Remove(id);
            foreach (var one in some.Where(one => missing.Contains(one.SourceId)))
                yield return one;
        }
    }
}
