using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>
/// Brings a claimed file to its end: push, wait for the decisions, write the acknowledgement, move the file, in this order. Each step may be done again: the push by its
/// idempotency key, the files by their names, which follow from the claim. So a restart begins at the first, wherever the last one was killed.
/// </summary>
internal sealed class ClaimWork(DropFolders folders, IngestionClient client, string? encoding, TimeProvider time)
{
    /// <returns>What was acknowledged.</returns>
    /// <exception cref="ServerException">The server is away, or does not want to speak with us: the file stays claimed.</exception>
    /// <exception cref="FileFault">A file could not be read or written: it stays claimed, too.</exception>
    public async Task<Acknowledgement> RunAsync(Claim claim, CancellationToken ct)
    {
        SweepUnfinished(claim);
        var (type, refusal) = Kind(claim);
        var file = await PushedFile.ReadAsync(claim.Path, claim.Name, type, ct);
        var ack = new Acknowledgement(ShownName.Of(claim.Name), Acknowledgement.Failed, claim.Id, file.Sha256, file.Stamp.Length) { Problem = refusal };
        if (refusal is null)
            ack = await PushAsync(claim, file, ack, ct);
        var path = Path.Combine(FolderOf(ack), claim.Base);
        if (ack is { Counts.Rejected: > 0, Answer: { IsTable: true } batch } && await TryMarkAsync(claim, batch, path, ct))
            ack = ack with { MarkedWorkbook = ShownName.Of($"{claim.Base}.marked.xlsx") };
        await AcknowledgementFiles.WriteAsync(client, ack, path, ct);
        // Last: a file in done/ or failed/ has its acknowledgement beside it.
        Directory.Move(claim.Path, path + Path.GetExtension(claim.Name));
        return ack;
    }

    private string FolderOf(Acknowledgement ack) => ack.Result == Acknowledgement.Done ? folders.Done : folders.Failed;

    private (string Type, Failure? Refusal) Kind(Claim claim)
    {
        try
        {
            return (FileKinds.ContentTypeOf(claim.Name, encoding), null);
        }
        catch (FileFault fault)
        {
            return ("application/octet-stream", Failure.Of(fault));
        }
    }

    private async Task<Acknowledgement> PushAsync(Claim claim, PushedFile file, Acknowledgement ack, CancellationToken ct)
    {
        string id;
        var changedBefore = false;
        try
        {
            id = (await client.PushAsync(file, claim.Id, null, ct)).Id;
        }
        catch (ServerException fault) when (fault.Problem.HeldBatch is { } held)
        {
            // Taken under this claim as it was before somebody wrote to it; whoever pushed it died. Its records stand, and that is what is acknowledged.
            (id, changedBefore) = (held, true);
        }
        catch (ServerException fault) when (fault.Problem.Status is 400 or 413 or 415 or 422)
        {
            return ack with { Problem = Failure.Of(fault) };
        }
        var batch = await client.AwaitDecidedAsync(id, null, ct);
        var changed = !changedBefore && file.IsUnchanged() ? null : file.Changed();
        return ack with
        {
            Result = batch.Counts.Rejected == 0 && changed is null ? Acknowledgement.Done : Acknowledgement.Failed,
            Batch = batch.Id, ReceivedAt = batch.ReceivedAt, DecidedAt = time.GetUtcNow(), Counts = batch.Counts, Reasons = await ReasonCounts.OfAsync(client, batch, ct),
            Encoding = batch.Encoding, Sheets = batch.Sheets, IgnoredColumns = batch.IgnoredColumns, Normalised = batch.Normalised, Problem = changed is null ? null : Failure.Of(changed), Answer = batch,
        };
    }

    /// <returns>False where the server has no such workbook: it keeps rows for a while only, and an older one makes none.</returns>
    private async Task<bool> TryMarkAsync(Claim claim, BatchAnswer batch, string path, CancellationToken ct)
    {
        try
        {
            await WholeFile.WriteAsync($"{path}.marked.xlsx", file => client.DownloadAsync($"{IngestionClient.PathOf(batch.Id)}/errors?format=xlsx", file, ct), claim.Id, ct);
            return true;
        }
        catch (ServerException fault) when (fault.Problem is { Status: 400 or 404 or 406 or 409 or 410, IsPassing: false })
        {
            return false;
        }
    }

    /// <summary>What a killed process was writing.</summary>
    private void SweepUnfinished(Claim claim)
    {
        foreach (var file in new[] { folders.Done, folders.Failed }.SelectMany(folder => Directory.EnumerateFiles(folder, $".{claim.Id}.*.tmp")))
            File.Delete(file);
    }
}
