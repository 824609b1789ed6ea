using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Engines.Go;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The log as outsiders see it: served as files, verified by our program and by one that is not ours. On SQLite: what is served is read by the ports, and that each engine's log verifies is checked at the end of every test that kills. One log for all: each test adds a few entries to it, and spoils what it has copied.</summary>
public sealed class VerifierTests : IClassFixture<VerifierTests.LogOfPenalties>, IDisposable
{
    private const int Records = 600;

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly TemporaryFolder folder = new();
    private readonly StandaloneSystem system;

    public VerifierTests(LogOfPenalties log) => system = log.Standalone;

    private CancellationToken Cancel => limit.Token;

    private string Log => new Uri(system.Process.Address, "/log").ToString();

    public void Dispose()
    {
        folder.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task A_client_that_is_not_ours_verifies_the_running_log()
    {
        var entry = (await EntriesAsync())[300];
        var output = await GoProgram.RunAsync(
            Path.Combine(Repository.Root, "tests/OutsideClient/main.go"),
            [system.Process.Address.ToString().TrimEnd('/'), system.LogKey.ToString(), system.AuditorToken(), entry], Cancel);
        Assert.Matches("^verified [67][0-9][0-9]", output);
    }

    [Fact]
    public async Task The_running_log_is_verified_with_its_witnesses_and_a_second_run_reads_only_what_is_new()
    {
        string[] witnesses = [.. system.WitnessKeys.SelectMany(key => new[] { "--witness-key", key })];
        var state = folder.File("state");
        var (code, first) = await VerifyJsonAsync(["verify", Log, "--state", state, "--quorum", "3", .. witnesses]);
        Assert.Equal((0, "verified"), (code, first.GetProperty("result").GetString()));
        Assert.True(first.GetProperty("entriesRead").GetInt64() >= Records);
        Assert.InRange(first.GetProperty("witnesses").GetArrayLength(), 3, 6);
        var (again, second) = await VerifyJsonAsync(["verify", Log, "--state", state]);
        Assert.Equal(0, again);
        Assert.InRange(second.GetProperty("entriesRead").GetInt64(), 0, Tile.FullWidth + 100);
        // What was found right before must still be there: another log's state is no state of this one, and another root is a changed history.
        await File.WriteAllTextAsync(state, new Checkpoint(system.LogKey.Name, 256, MerkleHash.Leaf("other"u8)).ToText(), Cancel);
        var (changed, verdict) = await VerifyJsonAsync(["verify", Log, "--state", state]);
        Assert.Equal((1, "history-changed"), (changed, Kinds(verdict)[0]));
    }

    [Fact]
    public async Task What_cannot_be_read_is_neither_right_nor_wrong()
    {
        Assert.Equal(3, (await VerifyJsonAsync(["verify", "http://127.0.0.1:9/log"])).Code);
        Assert.Equal(3, (await VerifyJsonAsync(["verify", folder.Path])).Code);
        var (code, verdict) = await VerifyJsonAsync(["verify", Log], token: "");
        Assert.Equal(3, code);
        Assert.Contains("--tree-only", verdict.GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await VerifyJsonAsync(["verify", "--tree-only", Log], token: "")).Code);
        Assert.Equal(2, (await VerifyAsync(["verify", Log, "--log-key", "nonsense"], "")).Code);
        // More than are named: no checkpoint could ever meet it.
        Assert.Equal(2, (await VerifyAsync(["verify", Log, "--log-key", system.LogKey.ToString(), "--quorum", "1"], "")).Code);
    }

    [Theory]
    [InlineData("tile/0/000", 40, "entry-differs", "tile/entries/000 entry 1")]
    [InlineData("tile/0/001", 0, "higher-tile-differs", "hash 1")]
    [InlineData("tile/entries/001", 100, "entry-differs", "tile/entries/001 entry 256")]
    public async Task A_changed_byte_is_found_and_named(string resource, int at, string kind, string place)
    {
        await DownloadAsync();
        var file = folder.File(resource);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        await IsFoundAsync(kind, place);
    }

    [Fact]
    public async Task A_missing_tile_a_swap_another_root_size_signature_and_a_step_back_are_found()
    {
        await DownloadAsync();
        Assert.Equal(0, (await VerifyJsonAsync(["verify", folder.Path])).Code);
        var (tile, bundle, checkpoint) = (folder.File("tile/0/001"), folder.File("tile/entries/001"), folder.File("checkpoint"));
        var (good, goodBundle, goodCheckpoint) = (await File.ReadAllBytesAsync(tile, Cancel), await File.ReadAllBytesAsync(bundle, Cancel), await File.ReadAllTextAsync(checkpoint, Cancel));

        File.Delete(tile);
        await IsFoundAsync("missing", "tile/0/001");
        await File.WriteAllBytesAsync(tile, [.. good[MerkleHash.Size..(2 * MerkleHash.Size)], .. good[..MerkleHash.Size], .. good[(2 * MerkleHash.Size)..]], Cancel);
        await IsFoundAsync("entry-differs", "tile/entries/001 entry 256");
        await File.WriteAllBytesAsync(tile, [.. good, 0], Cancel);
        await IsFoundAsync("wrong-length", "tile/0/001");
        await File.WriteAllBytesAsync(tile, good, Cancel);

        Assert.True(EntryBundle.TryDecode(goodBundle, Tile.FullWidth, out var entries));
        await File.WriteAllBytesAsync(bundle, EntryBundle.Encode([entries[1], entries[0], .. entries.Skip(2)]), Cancel);
        await IsFoundAsync("entry-differs", "tile/entries/001 entry 256");
        await File.WriteAllBytesAsync(bundle, EntryBundle.Encode([.. entries.Skip(1)]), Cancel);
        await IsFoundAsync("bundle-malformed", "tile/entries/001");
        await File.WriteAllBytesAsync(bundle, goodBundle, Cancel);

        var lines = goodCheckpoint.Split('\n');
        foreach (var changed in new[]
        {
            goodCheckpoint.Replace($"\n{lines[1]}\n", $"\n{int.Parse(lines[1], CultureInfo.InvariantCulture) - 1}\n", StringComparison.Ordinal),
            goodCheckpoint.Replace(lines[2], MerkleHash.Empty.ToBase64(), StringComparison.Ordinal),
            goodCheckpoint.Replace("— ", "- ", StringComparison.Ordinal),
        })
        {
            await File.WriteAllTextAsync(checkpoint, changed, Cancel);
            var (code, verdict) = await VerifyJsonAsync(["verify", folder.Path]);
            Assert.Equal(1, code);
            Assert.Contains(Kinds(verdict)[0], (string[])["signature-wrong", "note-malformed"]);
        }
        await File.WriteAllTextAsync(checkpoint, goodCheckpoint, Cancel);
        await File.WriteAllTextAsync(folder.File("later"), new Checkpoint(system.LogKey.Name, 100_000, MerkleHash.Empty).ToText(), Cancel);
        var (back, smaller) = await VerifyJsonAsync(["verify", folder.Path, "--state", folder.File("later")]);
        Assert.Equal((1, "smaller"), (back, Kinds(smaller)[0]));
    }

    [Fact]
    public async Task A_bureau_and_an_agency_prove_what_is_theirs_and_nobody_elses_with_public_keys_alone()
    {
        var (_, answer) = await system.Agency().GetAsync($"/v1/subjects/{Some.Subject().Code}/punishments?purpose=licensing&caseNumber=1", Cancel);
        var lookup = answer.GetProperty("logEntry").GetString()!;
        var decision = (await EntriesAsync())[0];
        var proof = await ProofAsync(system.Agency(), lookup);
        await File.WriteAllTextAsync(folder.File("proof"), proof.GetProperty("file").GetString()!, Cancel);
        await File.WriteAllBytesAsync(folder.File("content"), proof.GetProperty("content").GetBytesFromBase64(), Cancel);
        string[] command = ["proof", folder.File("proof"), "--content", folder.File("content"), "--commit-key", proof.GetProperty("commitKey").GetString()!];
        var (code, verdict) = await VerifyJsonAsync(command);
        Assert.Equal(0, code);
        Assert.Contains("lookup.answered", verdict.GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Equal(lookup, JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("content"), Cancel)).RootElement.GetProperty("logEntry").GetString());

        await File.AppendAllTextAsync(folder.File("content"), " ", Cancel);
        Assert.Equal(1, (await VerifyJsonAsync(command)).Code);
        var lines = (await File.ReadAllLinesAsync(folder.File("proof"), Cancel)).ToList();
        lines.RemoveAt(3);
        await File.WriteAllTextAsync(folder.File("proof"), string.Join('\n', lines) + "\n", Cancel);
        var (wrong, shortened) = await VerifyJsonAsync(command[..2]);
        Assert.Equal((1, "not-included"), (wrong, Kinds(shortened)[0]));

        await ProofAsync(system.Bureau(), decision);
        await ProofAsync(system.Auditor(), lookup);
        foreach (var (caller, entry) in new[] { (system.Bureau(), lookup), (system.Bureau("330400"), decision), (system.Agency(), decision), (system.Agency("330100-environment"), lookup) })
            Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"/v1/log/proofs/inclusion?entry={entry}", Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Operator().GetAsync($"/v1/log/proofs/inclusion?entry={lookup}", Cancel)).Status);
    }

    [Fact]
    public async Task Two_checkpoints_are_compared_and_a_log_is_followed()
    {
        using var client = new HttpClient();
        await File.WriteAllBytesAsync(folder.File("older"), await client.GetByteArrayAsync(new Uri($"{Log}/checkpoint"), Cancel), Cancel);
        var before = await ShownSizeAsync();
        await system.Bureau().PushAsync(Client.Ndjson([Some.Honour(1)]), Cancel);
        while (await ShownSizeAsync() == before)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        await File.WriteAllBytesAsync(folder.File("newer"), await client.GetByteArrayAsync(new Uri($"{Log}/checkpoint"), Cancel), Cancel);
        Assert.Equal(0, (await VerifyJsonAsync(["compare", folder.File("older"), folder.File("newer"), Log])).Code);
        var (code, verdict) = await VerifyJsonAsync(["compare", folder.File("newer"), folder.File("older"), Log]);
        Assert.Equal((1, "smaller"), (code, Kinds(verdict)[0]));
        Assert.Equal(0, (await VerifyJsonAsync(["follow", Log, "--times", "2", "--every", "0.1"])).Code);
    }

    [Theory]
    [InlineData("checkpoint", 200, "text/plain", "no-cache")]
    [InlineData("tile/0/000", 200, "application/octet-stream", "public, max-age=31536000, immutable")]
    [InlineData("tile/0/000.p/7", 200, "application/octet-stream", "public, max-age=31536000, immutable")]
    [InlineData("tile/1/000.p/2", 200, "application/octet-stream", "public, max-age=31536000, immutable")]
    [InlineData("tile/1/000.p/200", 404, "application/problem+json", "no-store")]
    [InlineData("tile/1/000", 404, "application/problem+json", "no-store")]
    [InlineData("tile/0/009", 404, "application/problem+json", "no-store")]
    [InlineData("tile/00/000", 404, "application/problem+json", "no-store")]
    [InlineData("tile/0/x000/001", 404, "application/problem+json", "no-store")]
    [InlineData("tile/0/000.p/0", 404, "application/problem+json", "no-store")]
    [InlineData("tile/0/000.p/256", 404, "application/problem+json", "no-store")]
    [InlineData("tile/64/000", 404, "application/problem+json", "no-store")]
    [InlineData("tile/entries/000", 401, "application/problem+json", null)]
    [InlineData("tile/entries/x", 401, "application/problem+json", null)]
    public async Task A_resource_is_served_as_the_standard_has_it_to_somebody_without_a_token(string resource, int status, string type, string? caching)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{Log}/{resource}"), Cancel);
        Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        if (caching is not null)
            Assert.Equal(caching, answer.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task Entries_are_for_auditors_only()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Agency().GetAsync("/log/tile/entries/000", Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Bureau().GetAsync("/log/tile/entries/nonsense", Cancel)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Auditor().GetAsync("/log/tile/entries/nonsense", Cancel)).Status);
    }

    private static string[] Kinds(JsonElement verdict) => [.. verdict.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("kind").GetString()!)];

    private async Task IsFoundAsync(string kind, string place)
    {
        var (code, verdict) = await VerifyJsonAsync(["verify", folder.Path]);
        Assert.Equal(1, code);
        Assert.Contains(verdict.GetProperty("faults").EnumerateArray(), fault => fault.GetProperty("kind").GetString() == kind && fault.GetProperty("place").GetString()!.Contains(place, StringComparison.Ordinal));
    }

    private Task<long> ShownSizeAsync() => ShownSizeAsync(system, Cancel);

    private static async Task<long> ShownSizeAsync(StandaloneSystem system, CancellationToken ct)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(system.Process.Address, "/log/checkpoint"), ct);
        return answer.IsSuccessStatusCode ? long.Parse((await answer.Content.ReadAsStringAsync(ct)).Split('\n')[1], CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The log as files, as anybody with an auditor's token may copy it.</summary>
    private async Task DownloadAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", system.AuditorToken());
        var note = await client.GetStringAsync(new Uri($"{Log}/checkpoint"), Cancel);
        await File.WriteAllTextAsync(folder.File("checkpoint"), note, Cancel);
        var size = long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture);
        var paths = Enumerable.Range(0, Tile.Levels).SelectMany(level => Enumerable.Range(0, (int)((Tile.HashesAt(level, size) + Tile.FullWidth - 1) / Tile.FullWidth)).Select(index => TilePath.At(level, index, size)))
            .Concat(Enumerable.Range(0, (int)((size + Tile.FullWidth - 1) / Tile.FullWidth)).Select(index => TilePath.EntriesAt(index, size)));
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path.ToString()))!);
            await File.WriteAllBytesAsync(folder.File(path.ToString()), await client.GetByteArrayAsync(new Uri($"{Log}/{path}"), Cancel), Cancel);
        }
    }

    private async Task<IReadOnlyList<string>> EntriesAsync() =>
        [.. (await system.Auditor().GetAsync("/v1/log/entries?kind=record.decided&limit=500", Cancel)).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").GetProperty("id").GetString()!)];

    private async Task<JsonElement> ProofAsync(Client caller, string entry)
    {
        while (true)
        {
            var (status, proof) = await caller.GetAsync($"/v1/log/proofs/inclusion?entry={entry}", Cancel);
            if (status == HttpStatusCode.OK)
                return proof;
            // Not covered by a checkpoint yet.
            Assert.Equal(HttpStatusCode.Conflict, status);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private async Task<(int Code, JsonElement Verdict)> VerifyJsonAsync(string[] arguments, string? token = null)
    {
        var (code, output) = await VerifyAsync([.. arguments, "--log-key", system.LogKey.ToString(), "--json"], token ?? system.AuditorToken());
        return (code, JsonDocument.Parse(output.Split('\n').Single(line => line.StartsWith('{'))).RootElement.Clone());
    }

    private Task<(int Code, string Output)> VerifyAsync(string[] arguments, string token) => ServiceProcess.RunAsync(
        "services/Verifier", arguments, new Dictionary<string, string> { ["CREDITSHARE_TOKEN"] = token }, Cancel);

    /// <summary>A system whose log shows the decisions on its records: two full tiles and the beginning of a third.</summary>
    public sealed class LogOfPenalties : IAsyncLifetime
    {
        public StandaloneSystem Standalone { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            using var limit = TimeLimit.Start();
            Standalone = await StandaloneSystem.StartAsync(limit.Token);
            var bureau = Standalone.Bureau();
            var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Enumerable.Range(1, Records).Select(n => Some.Penalty(n))), "all", limit.Token);
            await bureau.AwaitDecidedAsync(batch, limit.Token);
            while (await ShownSizeAsync(Standalone, limit.Token) < Records)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }

        public ValueTask DisposeAsync() => Standalone.DisposeAsync();
    }
}
