namespace CreditShare.Benchmarks.Scaling;

/// <summary>One writer from the first lookup to the last: commit after commit, each of what waits when it begins. All times in seconds from the beginning.</summary>
internal sealed class WriterRun
{
    private const int RecordsInChunk = 500;

    private readonly LogWriter writer;
    private readonly IReadOnlyList<double> lookups;
    private readonly PriorityQueue<int, double> chunks;
    private readonly int[] chunksLeft;
    private readonly double[] durable;
    private readonly double[] signed;
    private double now;

    // Of lookups, how many; of all entries, those of chunks among them, how many.
    private (int Lookups, long Entries) staged;
    private (int Lookups, long Entries) covered;

    // What the sequencer's round will cover, and which of its commits is next, from 1; 0 between rounds.
    private (int Lookups, long Entries) round;
    private int step;

    private WriterRun(LogWriter writer, IReadOnlyList<double> lookups, IReadOnlyList<double> pushes, int chunksInPush)
    {
        (this.writer, this.lookups) = (writer, lookups);
        (durable, signed) = (new double[lookups.Count], new double[lookups.Count]);
        chunks = new(pushes.Select((began, push) => (push, began)));
        chunksLeft = [.. pushes.Select(_ => chunksInPush)];
    }

    /// <param name="writer">The writer.</param>
    /// <param name="lookups">When they come, in order.</param>
    /// <param name="pushes">When cities begin to push.</param>
    /// <param name="chunksInPush">Chunks of each.</param>
    /// <param name="measured">Of which lookups the times are told, by when they came.</param>
    public static EntryTimes Of(LogWriter writer, IReadOnlyList<double> lookups, IReadOnlyList<double> pushes, int chunksInPush, Func<double, bool> measured)
    {
        var run = new WriterRun(writer, lookups, pushes, chunksInPush);
        while (run.HasWork())
            run.Commit();
        return new(Told(run.durable), Told(run.signed));

        double[] Told(double[] times)
        {
            double[] told = [.. times.Where((_, i) => measured(lookups[i]))];
            Array.Sort(told);
            return told;
        }
    }

    /// <summary>Begins a round of the sequencer if something is durable and not covered; if there is nothing to write, waits for what comes next.</summary>
    private bool HasWork()
    {
        if (step == 0 && writer.CommitsToSign > 0 && staged.Entries > covered.Entries)
            (round, step) = (staged, 1);
        if (step > 0)
            return true;
        var next = Math.Min(
            staged.Lookups < lookups.Count ? lookups[staged.Lookups] : double.PositiveInfinity, chunks.TryPeek(out _, out var at) ? at : double.PositiveInfinity);
        now = Math.Max(now, next);
        return !double.IsPositiveInfinity(next);
    }

    private void Commit()
    {
        var first = staged.Lookups;
        var until = first;
        while (until < lookups.Count && lookups[until] <= now && until - first < writer.MostTogether)
            until++;
        var pushed = new List<int>();
        while (chunks.TryPeek(out var push, out var came) && came <= now)
        {
            chunks.Dequeue();
            pushed.Add(push);
        }
        var tiles = step == 2 ? round.Entries - covered.Entries : 0;
        now += writer.Fsync + ((until - first) * writer.Staged) + (pushed.Count * writer.ChunkWritten) + (tiles * writer.Sequenced);
        // From here it is durable.
        for (var i = first; i < until; i++)
            durable[i] = now - lookups[i];
        staged = (until, staged.Entries + until - first + ((long)pushed.Count * RecordsInChunk));
        foreach (var push in pushed.Where(push => --chunksLeft[push] > 0))
            chunks.Enqueue(push, now + writer.ChunkDecided);
        if (step > 0 && ++step > writer.CommitsToSign)
            Sign();
    }

    private void Sign()
    {
        for (var i = covered.Lookups; i < round.Lookups; i++)
            signed[i] = now - lookups[i];
        (covered, step) = (round, 0);
    }
}
