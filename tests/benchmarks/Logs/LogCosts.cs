using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Benchmarks.Logs;

/// <summary>
/// What a log costs in SQLite: staging and sequencing, verifying all of it, proving one entry; beside SHA-256 alone over the same leaves and as many nodes.
/// One writer stages 500 entries a commit while the sequencer runs beside it, as in the registry.
/// </summary>
internal static class LogCosts
{
    private const int InCommit = 500;
    private const int Proofs = 1000;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private const string Origin = "localhost/exchange";

    private static readonly SignerKey Key = new(Origin, KeyType.Note, new byte[Ed25519.SeedLength]);

    public static async Task<int> RunAsync(int entries, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {entries} entries");
        using var folder = new TemporaryFolder();
        await using var store = new SqliteStore(folder.File("registry.db"));
        var log = new SqliteLogStore(store);
        var sequencer = new Sequencer(log, Key, Origin, NullLogger<Sequencer>.Instance);

        var (rounds, lags) = (new Samples(), new Samples());
        var durable = new ConcurrentQueue<(long Until, long At)>();
        var began = Stopwatch.GetTimestamp();
        using var staged = new SemaphoreSlim(0);
        var staging = Task.Run(() => StageAsync(log, entries, durable, staged, ct), ct);
        while (sequencer.Size < entries)
        {
            var (step, before) = (Stopwatch.GetTimestamp(), sequencer.Size);
            await sequencer.SequenceAsync(ct);
            if (sequencer.Size > before)
                rounds.Add(Stopwatch.GetElapsedTime(step));
            else
                await staged.WaitAsync(Idle, ct);
            while (durable.TryPeek(out var commit) && commit.Until <= sequencer.Size && durable.TryDequeue(out _))
                lags.Add(Stopwatch.GetElapsedTime(commit.At));
            if (staging.IsFaulted)
                await staging;
        }
        var written = Stopwatch.GetElapsedTime(began);
        Rate("staged and sequenced", entries, written);
        Console.WriteLine($"  from durable to in a signed checkpoint {lags}");
        Console.WriteLine($"  a round that sequenced something {rounds}");

        var plain = await PlainAsync(log, entries, ct);
        Rate("SHA-256 of the same leaves and nodes", entries, plain);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  SHA-256 alone / staged and sequenced {plain / written:0.00}"));
        Ratios.Note("log, entries staged with content and sequenced / hashed by SHA-256 alone, a second", plain / written, "≥ 0.3");

        var verified = await VerifyAsync(log, ct);
        Rate("verified, every entry", entries, verified);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  SHA-256 alone / verified {plain / verified:0.00}"));
        Ratios.Note("log, entries verified whole / hashed by SHA-256 alone, a second", plain / verified);
        Console.WriteLine($"a proof of inclusion, made and checked {await ProveAsync(log, entries, ct)}");
        using var own = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {own.PeakWorkingSet64 >> 20} MiB, log {new FileInfo(folder.File("registry.db")).Length >> 20} MiB"));
        return 0;
    }

    private static void Rate(string what, int entries, TimeSpan took) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {took.TotalSeconds:0.0} s, {entries / took.TotalSeconds:0} entries a second"));

    private static async Task StageAsync(SqliteLogStore log, int entries, ConcurrentQueue<(long Until, long At)> durable, SemaphoreSlim staged, CancellationToken ct)
    {
        var before = Task.CompletedTask;
        for (var first = 0; first < entries; first += InCommit)
        {
            var until = Math.Min(entries, first + InCommit);
            // The next are made while those before them are written.
            List<StagedEntry> made = [.. Enumerable.Range(first, until - first).Select(Entry)];
            await before;
            before = CommitAsync(made, until);
        }
        await before;

        async Task CommitAsync(List<StagedEntry> made, int until)
        {
            await log.StageAsync(made, ct);
            durable.Enqueue((until, Stopwatch.GetTimestamp()));
            staged.Release();
        }
    }

    /// <summary>As long as a lookup's entry, with a content of 1 KiB.</summary>
    private static StagedEntry Entry(int n) => StagedEntries.Committing(
        new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = string.Create(CultureInfo.InvariantCulture, $"lookup-{n:x32}"), At = DateTimeOffset.UnixEpoch.AddMilliseconds(n),
            Actor = new EntryActor("330100", "330100-licensing", "officer-330100-licensing"), Purpose = "licensing", Case = "样例-1", Subject = Some.Subject(n % 100_000).Code, Outcome = "found",
            Detail = ImmutableDictionary<string, string>.Empty.Add("asked", "punishments").Add("revision", "1").Add("day", "2026-11-23"), Blind = StagedEntries.NewBlind(),
        },
        new byte[1024]);

    private static async Task<TimeSpan> PlainAsync(SqliteLogStore log, int entries, CancellationToken ct)
    {
        var took = TimeSpan.Zero;
        var (hash, node) = (new byte[SHA256.HashSizeInBytes], new byte[1 + (2 * SHA256.HashSizeInBytes)]);
        for (var first = 0; first < entries; first += 8192)
        {
            var leaves = await log.ReadEntriesAsync(first, Math.Min(entries, first + 8192), ct);
            var began = Stopwatch.GetTimestamp();
            foreach (var leaf in leaves)
            {
                SHA256.HashData(leaf, hash);
                SHA256.HashData(node, hash);
            }
            took += Stopwatch.GetElapsedTime(began);
        }
        return took;
    }

    private static async Task<TimeSpan> VerifyAsync(SqliteLogStore log, CancellationToken ct)
    {
        var opened = CheckpointOpener.Open(System.Text.Encoding.UTF8.GetBytes((await log.ReadCheckpointAsync(ct))!), CheckpointPolicy.LogOnly(Key.Verifier));
        var began = Stopwatch.GetTimestamp();
        var verdict = await LogVerifier.VerifyAsync(opened.Checkpoint!, ReadAsync, cancellation: ct);
        return verdict.IsGood ? Stopwatch.GetElapsedTime(began) : throw new InvalidOperationException(verdict.Faults[0].ToString());

        async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel)
        {
            if (!path.IsEntries)
                return (await log.ReadTilesAsync([path], cancel))[0]?.Bytes;
            var first = path.Index * Tile.FullWidth;
            return EntryBundle.Encode([.. (await log.ReadEntriesAsync(first, first + path.Width, cancel)).Select(entry => new ReadOnlyMemory<byte>(entry))]);
        }
    }

    private static async Task<Samples> ProveAsync(SqliteLogStore log, int size, CancellationToken ct)
    {
        var opened = CheckpointOpener.Open(System.Text.Encoding.UTF8.GetBytes((await log.ReadCheckpointAsync(ct))!), CheckpointPolicy.LogOnly(Key.Verifier)).Checkpoint!;
        var samples = new Samples();
        for (var n = 0; n < Proofs; n++)
        {
            var index = (long)n * size / Proofs;
            var began = Stopwatch.GetTimestamp();
            var leaf = MerkleHash.Leaf((await log.ReadEntriesAsync(index, index + 1, ct))[0]);
            var tiles = (await log.ReadTilesAsync(InclusionProof.TilesFor(index, size), ct)).ToDictionary(tile => tile!.Path, tile => tile!);
            if (!InclusionProof.Verify(leaf, index, size, InclusionProof.Build(index, size, path => tiles[path]), opened.Root))
                throw new InvalidOperationException($"Entry {index} is not proved.");
            samples.Add(Stopwatch.GetElapsedTime(began));
        }
        return samples;
    }
}
