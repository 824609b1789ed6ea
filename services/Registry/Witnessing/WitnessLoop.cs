using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Witnessing;

/// <summary>
/// Where this registry leads, takes the newest checkpoint to the witnesses, and shows it once enough have cosigned it, or once they have had their time. A
/// witness that has seen another history stops the log. Everything it knows lies in the store, so any registry goes on where another died.
/// </summary>
internal sealed class WitnessLoop(
    ILogStore log, IWitnessStore store, WitnessCalls calls, SequencerLease lease, SequencerStatus status, RegistryMetrics metrics, IOptions<WitnessOptions> options, TimeProvider time, ILogger<WitnessLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan WhileAsking = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WhileIdle = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two checkpoints shown, at least: cosignatures are signatures of six machines.</summary>
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(500);

    /// <summary>A request without an answer is sent again after this.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>
    /// An unmet round stands so long while the log grows, for an answer over the bus lies behind what its city has on its way: 8 chunks of each of six cities, half a second each, where all push at once.
    /// </summary>
    private static readonly TimeSpan LongestUnmet = TimeSpan.FromSeconds(30);

    // Owned by the loop.
    private readonly Dictionary<string, Asked> asked = [];
    private CosigningRound? round;
    private bool shown;

    /// <summary>When the first round began of those that have not met the policy; null while it is met.</summary>
    private DateTimeOffset? unmetSince;
    private bool toldUnmet;

    private WitnessEntry[] Witnesses => options.Value.Witnesses;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && status.Stopped is null)
        {
            var pause = WhileIdle;
            try
            {
                if (lease.Leads)
                    pause = await StepAsync(stoppingToken);
                else
                    round = null;
                await Task.Delay(pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is StoreUnavailableException or StoreConflictException)
            {
                Log.Waiting(logger, fault);
                round = null;
                await Task.Delay(BetweenRounds, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How long to wait before the next step.</returns>
    private async Task<TimeSpan> StepAsync(CancellationToken ct)
    {
        if (await log.ReadCheckpointAsync(ct) is not { } newest)
            return WhileIdle;
        var standings = await store.ReadWitnessesAsync(ct);
        if (standings.FirstOrDefault(standing => standing.Evidence is not null)?.Evidence is { } evidence)
        {
            Sequencing.Log.Evidence(logger, evidence);
            status.Stopped = evidence;
            return WhileIdle;
        }
        var published = await store.ReadPublishedAsync(ct);
        if (round is null || RoundIsOver(newest, standings, published))
            Begin(newest, standings);
        var current = round!;
        var cosignatures = current.Cosignatures(Witnesses.Select(witness => witness.Verifier), standings);
        await ShowAsync(current, cosignatures, published, ct);
        if (cosignatures.Count == Witnesses.Length)
            return WhileIdle;
        foreach (var witness in Witnesses)
            await AskAsync(witness, current, standings, ct);
        return cosignatures.Count < options.Value.Quorum ? WhileAsking : WhileIdle;
    }

    private bool RoundIsOver(string newest, IReadOnlyList<WitnessStanding> standings, PublishedCheckpoint? published)
    {
        var age = time.GetUtcNow() - round!.Begun;
        var grown = newest != round.Note.ToString();
        // A witness that has cosigned a later one already does not cosign this one any more.
        var unmet = standings.Any(standing => standing.Size > round.Checkpoint.Size) ? AskAgain : LongestUnmet;
        return grown ? age >= (shown && unmetSince is null ? BetweenRounds : unmet) : shown && Witnesses.Length > 0 && published is not null && age >= options.Value.Refresh;
    }

    private void Begin(string newest, IReadOnlyList<WitnessStanding> standings)
    {
        // Our own store's word; the sequencer checks it against the log's key before it goes on from it.
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(newest), out var note, out _) || !Checkpoint.TryParse(note.Text, out var checkpoint, out _))
            throw new StoreConflictException("The stored checkpoint is none.");
        // Also a registry that has just begun to lead asks afresh: that is how a store that was rolled back learns of it at once.
        var old = standings.Select(standing => standing.Cosignature).OfType<string>();
        round = new(note, checkpoint, time.GetUtcNow(), old.ToHashSet(StringComparer.Ordinal));
        unmetSince ??= round.Begun;
        shown = false;
    }

    private async Task ShowAsync(CosigningRound current, IReadOnlyList<NoteSignature> cosignatures, PublishedCheckpoint? published, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (quorum, met) = (options.Value.Quorum, cosignatures.Count >= options.Value.Quorum);
        if (!met && (now - unmetSince < options.Value.Within || now - current.Begun < AskAgain))
            return;
        var note = current.With(cosignatures).ToString();
        if (published?.Note != note && (!shown || cosignatures.Count > published?.Cosignatures))
            await store.ReplacePublishedAsync(published?.Note, new(note, cosignatures.Count, quorum, met ? now : published?.WitnessedAt), ct);
        shown = true;
        metrics.Shown(cosignatures.Count, met ? now : published?.WitnessedAt);
        if (met)
            unmetSince = null;
        if (met != toldUnmet)
            return;
        toldUnmet = !met;
        if (met)
            Log.Met(logger, current.Checkpoint.Size, cosignatures.Count);
        else
            Log.Unmet(logger, current.Checkpoint.Size, cosignatures.Count, quorum);
    }

    private async Task AskAsync(WitnessEntry witness, CosigningRound current, IReadOnlyList<WitnessStanding> standings, CancellationToken ct)
    {
        var name = witness.Verifier.Name;
        var standing = standings.FirstOrDefault(standing => standing.Name == name);
        var old = standing?.Size ?? 0;
        if (old > current.Checkpoint.Size || current.Cosignatures([witness.Verifier], standings).Count > 0)
            return;
        var now = time.GetUtcNow();
        // One that has answered is asked at once, another after a while: it may be away, and must not be flooded.
        if (asked.TryGetValue(name, out var last) && (!last.Call.IsCompleted || (last.Answered == standing?.At && now - last.At < AskAgain)))
            return;
        var request = await RequestAsync(current, old, ct);
        asked[name] = new(now, standing?.At, calls.SendAsync(witness, request, ct));
    }

    private async Task<AddCheckpointRequest> RequestAsync(CosigningRound current, long old, CancellationToken ct)
    {
        var paths = ConsistencyProof.TilesFor(old, current.Checkpoint.Size);
        var tiles = (await log.ReadTilesAsync(paths, ct)).Select(tile => tile ?? throw new StoreConflictException("A tile of the signed tree is missing.")).ToDictionary(tile => tile.Path);
        return new(old, ConsistencyProof.Build(old, current.Checkpoint.Size, path => tiles[path]), current.Note.Encode());
    }

    /// <param name="At">When, UTC.</param>
    /// <param name="Answered">When the witness had answered last before that.</param>
    /// <param name="Call">Ends when the request is on its way, or the witness reached by HTTP has answered. Never fails.</param>
    private sealed record Asked(DateTimeOffset At, DateTimeOffset? Answered, Task Call);
}
