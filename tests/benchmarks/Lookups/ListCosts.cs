using System.Diagnostics;
using System.Globalization;
using System.Text;
using CreditShare.Benchmarks.Stores;
using CreditShare.Query.BatchLookups;
using CreditShare.Registry.Submissions;
using CreditShare.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>
/// What one lookup of many costs on each engine, in process, all subjects found: time, memory above what the process held before, bytes sent; beside the raw driver reading the same rows by key, one after the
/// other, which answers nobody, computes nothing and logs nothing.
/// </summary>
internal static class ListCosts
{
    private const int Rounds = 15;
    private const int WarmUps = 12;

    public static async Task<int> RunAsync(int codes, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {codes} codes, {Rounds} rounds; median (10th–90th of a hundred)");
        await using (var sqlite = new MeasuredSqlite())
            await MeasureAsync(sqlite, codes, ct);
        await using (var mongo = await MeasuredMongoDb.StartAsync(ct))
            await MeasureAsync(mongo, codes, ct);
        return 0;
    }

    private static async Task MeasureAsync(IMeasuredStore store, int codes, CancellationToken ct)
    {
        await using var services = StoreCosts.Services(store);
        var submissions = services.GetRequiredService<SubmissionHandler>();
        for (var n = 0; n * StoreCosts.RecordsInBatch < codes; n++)
            await StoreCosts.DecideAsync(submissions, StoreCosts.Message(n), ct);
        var subjects = Enumerable.Range(1, codes).Select(n => Some.Subject(n).Code!).ToList();
        var body = Encoding.UTF8.GetBytes(string.Join('\n', subjects.Select(code => $"\"{code}\"")));
        Samples ours = new(), raw = new();
        var ratio = new Figures();
        var (bytes, memory) = (0L, 0L);
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var call = await LookUpAsync(services, body, ct);
            var started = Stopwatch.GetTimestamp();
            await store.RawReadsAsync(subjects, ct);
            var read = Stopwatch.GetElapsedTime(started);
            if (round < 0)
                continue;
            ours.Add(call.Took);
            raw.Add(read);
            ratio.Add(call.Took / read);
            (bytes, memory) = (call.Bytes, Math.Max(memory, call.Memory));
        }
        Ratios.Note($"{codes} codes on {store.Name}, ours / reading the rows by key", ratio, "≤ 2");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Name,-8} ours {ours,-36} raw {raw,-36} ours/raw {ratio.Median:0.0}  sent {bytes / 1e6:0.0} MB, heap at most {memory / 1e6:0.0} MB above before"));
    }

    private static async Task<(TimeSpan Took, long Bytes, long Memory)> LookUpAsync(IServiceProvider services, byte[] body, CancellationToken ct)
    {
        await using var sent = new CountingStream();
        var context = new DefaultHttpContext { RequestServices = services, User = StoreCosts.Caller, Response = { Body = sent } };
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentType = context.Request.Headers.Accept = "application/x-ndjson";
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        await using var sampling = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
        var started = Stopwatch.GetTimestamp();
        await services.GetRequiredService<BatchLookupHandler>().AnswerAsync(new() { Asked = "punishments", Purpose = "licensing", CaseNumber = "样例-1" }, context, ct);
        var took = Stopwatch.GetElapsedTime(started);
        return context.Response.StatusCode == 200 && sent.Written > body.Length ? (took, sent.Written, peak) : throw new InvalidOperationException("The lookup was refused: this would measure something else.");
    }

    /// <summary>Counts what is written and forgets it.</summary>
    private sealed class CountingStream : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
