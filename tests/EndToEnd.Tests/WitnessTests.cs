using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Systems;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Two cities' ingestions witness the log over the broker, and both must cosign. On SQLite alone, whose backup is a copy of its files: what witnesses are asked and answer is the same on either engine, and tiles and checkpoints are part of the store's contract.</summary>
public sealed class WitnessTests(BrokerFixture fixture) : IAsyncLifetime
{
    private static readonly string City = SeparateServices.Cities[0];
    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string> { ["Witnessing:Within"] = "00:00:01" };

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        system = await SeparateServices.StartAsync(fixture.Broker, null, Cancel, settings: Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task The_checkpoint_shown_is_cosigned_by_every_city_and_consistent_with_the_one_before()
    {
        await PushAsync(1, 100);
        var first = await WitnessedAsync(100);
        await PushAsync(2, 50);
        var second = await WitnessedAsync(150);
        Assert.Equal(2, first.Witnesses.Count);
        Assert.Equal(2, second.Witnesses.Count);
        await using var store = system.Store.Open();
        var (old, now) = (first.Checkpoint!, second.Checkpoint!);
        var tiles = (await store.Log.ReadTilesAsync(ConsistencyProof.TilesFor(old.Size, now.Size), Cancel)).ToDictionary(tile => tile!.Path, tile => tile!);
        Assert.True(ConsistencyProof.Verify(old.Size, old.Root, now.Size, now.Root, ConsistencyProof.Build(old.Size, now.Size, path => tiles[path])));
    }

    [Fact]
    public async Task A_witness_that_is_away_is_told_of_and_the_checkpoint_shown_with_the_others()
    {
        await PushAsync(1, 10);
        await WitnessedAsync(10);
        var away = system.Ingestions[SeparateServices.Cities[1]];
        await away.KillAsync();
        await PushAsync(2, 10);
        var unmet = await ReportAsync(report => !report.GetProperty("met").GetBoolean());
        Assert.Equal((1, 2), (unmet.GetProperty("cosignatures").GetInt32(), unmet.GetProperty("quorum").GetInt32()));
        await away.StartAsync(Cancel);
        await ReportAsync(report => report.GetProperty("met").GetBoolean());
    }

    [Fact]
    public async Task A_registry_restored_from_an_old_backup_is_caught_and_stops()
    {
        await PushAsync(1, 20);
        await WitnessedAsync(20);
        await StopCentreAsync();
        var files = Directory.GetFiles(Path.GetDirectoryName(StoreFile)!, Path.GetFileName(StoreFile) + "*");
        var backup = files.ToDictionary(file => file, File.ReadAllBytes);
        await StartCentreAsync();
        await PushAsync(2, 200);
        var seen = (await WitnessedAsync(220)).Checkpoint!.Size;

        await StopCentreAsync();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(StoreFile)!, Path.GetFileName(StoreFile) + "*"))
            File.Delete(file);
        foreach (var (file, bytes) in backup)
            await File.WriteAllBytesAsync(file, bytes, Cancel);
        await StartCentreAsync();

        var report = await ReportAsync(report => report.GetProperty("witnesses").EnumerateArray().Any(witness => witness.TryGetProperty("evidence", out _)));
        var evidence = report.GetProperty("witnesses").EnumerateArray().Select(witness => witness.TryGetProperty("evidence", out var text) ? text.GetString() : null).OfType<string>().First();
        Assert.Contains("rolled back", evidence, StringComparison.Ordinal);
        Assert.Contains("asked:\nold ", evidence, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = system.Registry.Address };
        HttpResponseMessage ready;
        while ((ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode != HttpStatusCode.ServiceUnavailable)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        // Stopped for good: another registry, or this one started again, does not go on either.
        await system.Registry.KillAsync();
        await system.Registry.StartAsync(Cancel);
        while (!system.Registry.Output.Contains("evidence against this log; sequencing stops", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        await using var store = system.Store.Open();
        Assert.InRange(await store.Log.SizeAsync(Cancel), 20, seen - 1);
    }

    [Fact]
    public async Task Another_history_of_the_same_log_is_refused_by_a_witness_over_HTTP()
    {
        await PushAsync(1, 20);
        var seen = (await WitnessedAsync(20)).Checkpoint!;
        Assert.True(SignerKey.TryParse((await File.ReadAllTextAsync(system.LogSecretFile, Cancel)).Trim(), out var stolen));
        var other = new Checkpoint(seen.Origin, seen.Size, MerkleHash.Leaf("another history"u8));
        using var client = new HttpClient { BaseAddress = system.Ingestions[City].Address };
        async Task<(HttpStatusCode, string, string?)> AskAsync(long old, Checkpoint checkpoint)
        {
            using var content = new ByteArrayContent(new AddCheckpointRequest(old, [], checkpoint.Sign(stolen!).Encode()).Encode());
            // What a client that is not ours says of its body, the specification having nothing to say of it.
            content.Headers.ContentType = new("application/octet-stream");
            using var answer = await client.PostAsync(new Uri($"/witness/{City}/add-checkpoint", UriKind.Relative), content, Cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel), answer.Content.Headers.ContentType?.ToString());
        }

        // The log may have grown since; what is asked is asked of the size that the witness has now.
        var last = await LastCosignedAsync(client, seen.Origin);
        Assert.Equal((HttpStatusCode.Conflict, $"{last.Size}\n", "text/x.tlog.size"), await AskAsync(0, other));
        var (status, text, _) = await AskAsync(last.Size, other with { Size = last.Size });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("not consistent", text, StringComparison.Ordinal);
        var (fresh, cosignature, _) = await AskAsync(last.Size, last);
        Assert.Equal(HttpStatusCode.OK, fresh);
        Assert.StartsWith($"— city-{City}/witness ", cosignature, StringComparison.Ordinal);
    }

    private string StoreFile => system.Store.Settings["Storage:File"];

    private static async Task<Checkpoint> LastCosignedAsync(HttpClient client, string origin)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(origin)));
        var note = await client.GetByteArrayAsync(new Uri($"/witness/{City}/{hash}/checkpoint", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(SignedNote.TryParse(note, out var read, out _));
        Assert.Equal(2, read.Signatures.Count);
        Assert.True(Checkpoint.TryParse(read.Text, out var checkpoint, out _));
        return checkpoint;
    }

    private async Task StopCentreAsync()
    {
        foreach (var process in new[] { system.Registry, system.Query, system.Committee })
            await process.StopAsync();
    }

    private async Task StartCentreAsync()
    {
        foreach (var process in new[] { system.Registry, system.Query, system.Committee })
            await process.StartAsync(Cancel);
    }

    private async Task PushAsync(int n, int records)
    {
        var bureau = system.Bureau(City);
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Workload.Records(City, n * 1000, records)), $"{n}", Cancel);
        await bureau.AwaitDecidedAsync(batch, Cancel);
    }

    /// <summary>The checkpoint shown, once it covers as many entries at least and the policy is met.</summary>
    private async Task<OpenedCheckpoint> WitnessedAsync(long size)
    {
        var policy = new CheckpointPolicy(system.LogKey, [.. SeparateServices.Cities.Select(city => VerifierKey.Parse(File.ReadAllText(Path.Combine(system.CityFolder, $"witness-{city}.key.pub")).Trim()))], 2);
        while (true)
        {
            var report = await ReportAsync(report => report.TryGetProperty("checkpoint", out _));
            var opened = CheckpointOpener.Open(Encoding.UTF8.GetBytes(report.GetProperty("checkpoint").GetString()!), policy);
            if (opened.Faults.Count == 0 && opened.Checkpoint!.Size >= size)
                return opened;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private async Task<JsonElement> ReportAsync(Func<JsonElement, bool> until)
    {
        while (true)
        {
            var (status, report) = await system.Auditor().GetAsync("/v1/log/witnesses", Cancel);
            if (status == HttpStatusCode.OK && until(report))
                return report;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }
}
