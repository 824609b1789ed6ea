namespace CreditShare.Benchmarks.Scaling;

/// <summary>What became of lookups' entries: how long each took, in seconds, from when it came until it was durable, and until a signed checkpoint covered it.</summary>
internal sealed record WriterRun(IReadOnlyList<double> Durable, IReadOnlyList<double> Signed)
{
    private const int RecordsInChunk = 500;

    /// <param name="writer">The writer.</param>
    /// <param name="lookups">When they come, in order.</param>
    /// <param name="pushes">When cities begin to push, in order.</param>
    /// <param name="chunksInPush">Chunks of each.</param>
    /// <param name="measured">Of which lookups, by when they came.</param>
    public static WriterRun Of(LogWriter writer, IReadOnlyList<double> lookups, IReadOnlyList<double> pushes, int chunksInPush, Func<double, bool> measured)
    {
        var (durable, signed) = (new double[lookups.Count], new double[lookups.Count]);
        var chunks = new PriorityQueue<int, double>(pushes.Select((began, push) => (push, began)));
        var left = Enumerable.Repeat(chunksInPush, pushes.Count).ToArray();
        // Lookups and entries of all kinds that are durable; those that are signed; those of the sequencer's round, and which of its commits is next, from 1.
        var (staged, stagedEntries) = (0, 0L);
        var (covered, coveredEntries) = (0, 0L);
        var (round, roundEntries, step) = (0, 0L, 0);
        var now = 0.0;
        while (true)
        {
            if (step == 0 && writer.CommitsToSign > 0 && stagedEntries > coveredEntries)
                (round, roundEntries, step) = (staged, stagedEntries, 1);
            var next = Math.Min(staged < lookups.Count ? lookups[staged] : double.PositiveInfinity, chunks.TryPeek(out _, out var at) ? at : double.PositiveInfinity);
            if (step == 0 && double.IsPositiveInfinity(next))
                break;
            if (step == 0)
                now = Math.Max(now, next);
            var first = staged;
            while (staged < lookups.Count && lookups[staged] <= now && staged - first < writer.MostTogether)
                staged++;
            var together = new List<int>();
            while (chunks.TryPeek(out var push, out var came) && came <= now)
            {
                chunks.Dequeue();
                together.Add(push);
            }
            now += writer.Fsync + ((staged - first) * writer.Staged) + (together.Count * writer.ChunkWritten)
                + (step == 2 ? (roundEntries - coveredEntries) * writer.Sequenced : 0);
            stagedEntries += staged - first + ((long)together.Count * RecordsInChunk);
            for (var i = first; i < staged; i++)
                durable[i] = now - lookups[i];
            foreach (var push in together.Where(push => --left[push] > 0))
                chunks.Enqueue(push, now + writer.ChunkDecided);
            if (step == 0 || ++step <= writer.CommitsToSign)
                continue;
            for (; covered < round; covered++)
                signed[covered] = now - lookups[covered];
            (coveredEntries, step) = (roundEntries, 0);
        }
        var counted = Enumerable.Range(0, lookups.Count).Where(i => measured(lookups[i])).ToList();
        return new(Sorted(durable), Sorted(signed));

        IReadOnlyList<double> Sorted(double[] times) => [.. counted.Select(i => times[i]).Order()];
    }

    /// <param name="sorted">Durations.</param>
    /// <param name="share">0 to 1: that share of them is shorter.</param>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
}
