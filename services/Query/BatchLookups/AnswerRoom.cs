namespace CreditShare.Query.BatchLookups;

/// <summary>
/// Room for the answers of lists between their first pass and their sending, one for all lists of a process, so that memory grows neither with lists nor with callers. What finds none is computed again. Safe for concurrent callers.
/// </summary>
/// <param name="bytes">In all.</param>
internal sealed class AnswerRoom(long bytes)
{
    /// <summary>One list of 10,000 subjects with a record each.</summary>
    public const long Usual = 32 << 20;

    private long left = bytes;

    /// <returns>False if there is not as much left; then nothing was taken.</returns>
    public bool TryTake(int size)
    {
        if (Interlocked.Add(ref left, -size) >= 0)
            return true;
        GiveBack(size);
        return false;
    }

    public void GiveBack(int size) => Interlocked.Add(ref left, size);
}
