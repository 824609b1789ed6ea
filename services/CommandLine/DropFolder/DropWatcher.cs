using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>How a drop folder is watched.</summary>
/// <param name="Settle">How long a file must stay the same to be whole.</param>
/// <param name="Poll">Between two looks.</param>
/// <param name="Parallel">Files worked on at once.</param>
/// <param name="Once">Whether to end when nothing is left to do.</param>
internal sealed record WatchSettings(TimeSpan Settle, TimeSpan Poll, int Parallel, bool Once);

/// <summary>
/// Takes whole files out of the inbox and works on a few at a time. What another process left is taken up by the same look as what this one put off: recovery is the normal path.
/// While the server is away nothing more is taken.
/// </summary>
internal sealed class DropWatcher(DropFolders folders, ClaimWork work, WatchSettings settings, TextWriter output, TextWriter errors, TimeProvider time)
{
    private const string Away = "away";

    private readonly Settling settling = new(settings.Settle, time);
    private readonly SaidOnce troubles = new(errors);

    // Owned by the loop; a task only tells how it ended.
    private readonly Dictionary<string, Task<Ending>> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PutOff> putOff = new(StringComparer.Ordinal);
    private int code = ExitCodes.Good;

    private enum Result
    {
        Acknowledged,
        Refused,

        /// <summary>Put off for a reason of its own.</summary>
        Kept,

        /// <summary>Put off for a reason that every other file would meet, too.</summary>
        ServerAway,
        Stopped,
    }

    private bool ServerIsAway => putOff.Values.Any(wait => wait.ServerAway);

    /// <returns>The exit code: of a watcher that is stopped 0, of one look at everything what became of it.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var wake = new InboxWake(folders.Inbox);
        var began = time.GetTimestamp();
        while (!ct.IsCancellationRequested)
        {
            Collect();
            var left = Look(ct);
            if (settings.Once && running.Count == 0 && !left && (settling.Unsettled.Count == 0 || ServerIsAway || time.GetElapsedTime(began) > 3 * settings.Settle + 2 * settings.Poll))
                return End();
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny([wake.WaitAsync(settings.Poll, waiting.Token), .. running.Values]);
            await waiting.CancelAsync();
        }
        await Task.WhenAll(running.Values);
        Collect();
        return settings.Once ? ExitCodes.CouldNot : ExitCodes.Good;
    }

    private int End()
    {
        foreach (var name in settling.Unsettled)
            errors.WriteLine($"留在 inbox / left in the inbox: {ShownName.Of(name)}（尚未写完 / not whole yet）");
        return code;
    }

    /// <returns>True if something could be begun but for want of a free place.</returns>
    private bool Look(CancellationToken ct)
    {
        try
        {
            Claim.SweepLocks(folders);
            var claims = Claim.All(folders).ToList();
            foreach (var gone in putOff.Keys.Except(claims.Select(Claim.IdOf), StringComparer.Ordinal).ToList())
                putOff.Remove(gone);
            foreach (var claimed in claims.Where(IsDue))
            {
                if (running.Count >= settings.Parallel)
                    return true;
                if (Claim.TryHold(claimed) is { } claim)
                    Begin(claim, ct);
            }
            foreach (var file in settling.Look(folders.Candidates()))
            {
                if (ServerIsAway)
                    break;
                if (running.Count >= settings.Parallel)
                    return true;
                if (TryTake(file) is { } claim)
                    Begin(claim, ct);
            }
            troubles.Over("folder", "文件夹恢复可用 / the folder is back.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            troubles.Say("folder", $"文件夹不可用，将继续尝试 / the folder cannot be used, trying on: {ShownName.Of(fault.Message)}");
        }
        return false;
    }

    private Claim? TryTake(FileInfo file)
    {
        try
        {
            var claim = Claim.TryTake(folders, file);
            troubles.Forget($"take {file.Name}");
            return claim;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            troubles.Say($"take {file.Name}", $"无法取走，将继续尝试 / cannot be taken, trying on: {ShownName.Of($"{file.Name}: {fault.Message}")}");
            return null;
        }
    }

    private bool IsDue(string claimed)
    {
        var id = Claim.IdOf(claimed);
        return !running.ContainsKey(id) && (!putOff.TryGetValue(id, out var wait) || (!settings.Once && time.GetElapsedTime(wait.Since) >= wait.Wait));
    }

    private void Begin(Claim claim, CancellationToken ct) => running[claim.Id] = Task.Run(
        async () =>
        {
            using (claim)
                return await WorkAsync(claim, ct);
        },
        CancellationToken.None);

    private async Task<Ending> WorkAsync(Claim claim, CancellationToken ct)
    {
        try
        {
            var ack = await work.RunAsync(claim, ct);
            output.WriteLine(Line(claim, ack));
            return new(ack.Result == Acknowledgement.Done ? Result.Acknowledged : Result.Refused, ack.Batch is not null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new(Result.Stopped, false);
        }
        catch (Exception) when (Directory.Exists(folders.Processing) && !File.Exists(claim.Path))
        {
            // Where locks do not hold, another process may have finished it: its acknowledgement is as good.
            return new(Result.Acknowledged, false);
        }
        catch (ServerException fault)
        {
            var away = fault.Problem.IsOutage;
            var trouble = away ? Away : $"file {claim.Id}";
            troubles.Say(trouble, $"未能送达，文件留在 processing，将继续重试 / not delivered, kept in processing, trying on: {ShownName.Of(claim.Name)}: {fault.Problem.Code} {fault.Message} {Failure.Hint(fault)}".TrimEnd());
            return new(away ? Result.ServerAway : Result.Kept, false);
        }
        catch (Exception fault) when (fault is FileFault or IOException or UnauthorizedAccessException)
        {
            troubles.Say($"file {claim.Id}", $"文件留在 processing，将继续重试 / kept in processing, trying on: {ShownName.Of($"{claim.Name}: {fault.Message}")}");
            return new(Result.Kept, false);
        }
    }

    private static string Line(Claim claim, Acknowledgement ack)
    {
        var what = ack.Counts is { } counts ? $"批次 / batch {ack.Batch}，{OutcomeWords.Accepted} / accepted {counts.Accepted}，{OutcomeWords.Repeated} / repeated {counts.Repeated}，{OutcomeWords.Duplicate} / duplicate {counts.Duplicate}，{OutcomeWords.Rejected} / rejected {counts.Rejected}"
            : $"{ack.Problem?.Code}: {ack.Problem?.Zh} / {ack.Problem?.En}";
        return $"{(ack.Result == Acknowledgement.Done ? "完成 / DONE" : "有退回或拒收 / FAILED")} {ShownName.Of(claim.Name)} → {ack.Result}/{ShownName.Of(claim.Base)}: {what}";
    }

    private void Collect()
    {
        foreach (var (id, task) in running.Where(pair => pair.Value.IsCompleted).ToList())
        {
            running.Remove(id);
            var ending = task.GetAwaiter().GetResult();
            switch (ending.Result)
            {
                case Result.Acknowledged or Result.Refused:
                    putOff.Remove(id);
                    troubles.Forget($"file {id}");
                    code = Math.Max(code, ending.Result == Result.Refused ? ExitCodes.Refused : ExitCodes.Good);
                    if (ending.ServerAnswered)
                        ServerIsBack();
                    break;
                case Result.Kept or Result.ServerAway:
                    var failed = putOff.TryGetValue(id, out var before) ? before.Failed + 1 : 1;
                    putOff[id] = new(failed, time.GetTimestamp(), Backoff.After(failed, null), ending.Result == Result.ServerAway);
                    code = ExitCodes.CouldNot;
                    break;
            }
        }
    }

    /// <summary>What waited for it need wait no longer.</summary>
    private void ServerIsBack()
    {
        foreach (var (id, wait) in putOff.Where(pair => pair.Value.ServerAway).ToList())
            putOff[id] = wait with { Wait = TimeSpan.Zero, ServerAway = false };
        troubles.Over(Away, "服务器恢复可用 / the server is back.");
    }

    /// <param name="Failed">Attempts so far.</param>
    /// <param name="Since">Timestamp of the last one's end.</param>
    /// <param name="Wait">Until the next one.</param>
    /// <param name="ServerAway">Whether it is the server that is waited for.</param>
    private readonly record struct PutOff(int Failed, long Since, TimeSpan Wait, bool ServerAway);

    /// <param name="Result">How an attempt ended.</param>
    /// <param name="ServerAnswered">Whether the server took the file.</param>
    private readonly record struct Ending(Result Result, bool ServerAnswered);
}
