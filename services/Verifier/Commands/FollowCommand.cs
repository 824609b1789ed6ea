using System.CommandLine;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Verifier.Sources;

namespace CreditShare.Verifier.Commands;

/// <summary>Watches a log: each new checkpoint must continue the one before. Says so line by line, and ends at the first that does not.</summary>
internal static class FollowCommand
{
    public static Command Make(PolicyOptions policy, SourceOptions source)
    {
        var every = new Option<double>("--every") { Description = "Seconds between two looks.", DefaultValueFactory = _ => 10 };
        var times = new Option<int?>("--times") { Description = "End after so many looks; default never." };
        var command = new Command("follow", "Follow a log and warn: ends with 1 as soon as it contradicts itself.") { every, times };
        policy.AddTo(command);
        source.AddTo(command);
        command.SetAction((result, ct) => Running.RunAsync(policy.Json(result), async () =>
        {
            using var log = source.Open(result);
            return await FollowAsync(log, policy.Policy(result), TimeSpan.FromSeconds(result.GetValue(every)), result.GetValue(times), ct);
        }));
        return command;
    }

    public static async Task<Verdict> FollowAsync(ILogSource log, CheckpointPolicy policy, TimeSpan every, int? times, CancellationToken ct)
    {
        OpenedCheckpoint? last = null;
        for (var look = 1; ; look++)
        {
            var opened = await LookAsync(log, policy, ct);
            if (opened is not null)
            {
                // Too few witnesses is a warning: they may be away. Anything else is the end.
                foreach (var fault in opened.Faults.Where(fault => fault.Kind == LogFaultKind.NotWitnessed))
                    Console.Error.WriteLine($"warning: {fault}");
                if (opened.Checkpoint is not { } checkpoint)
                    return Verdict.Of("the checkpoint", opened.Faults);
                var quiet = opened with { Faults = [] };
                if (last is not null && await CompareCommand.CompareAsync(log, last, quiet, ct) is { Result: not Result.Verified } contradiction)
                    return contradiction;
                if (last?.Checkpoint != checkpoint)
                    Console.Error.WriteLine($"{TimeProvider.System.GetUtcNow():O} {checkpoint.Origin}, {checkpoint.Size} entries, {opened.Witnesses.Count} witnesses");
                last = quiet;
            }
            if (look == times)
                return last?.Checkpoint is { } final ? new(Result.Verified, $"{final.Origin}, followed to size {final.Size}") : new(Result.Unreachable, "The log was never reached.");
            await Task.Delay(every, TimeProvider.System, ct);
        }
    }

    private static async Task<OpenedCheckpoint?> LookAsync(ILogSource log, CheckpointPolicy policy, CancellationToken ct)
    {
        try
        {
            return CheckpointOpener.Open(await log.CheckpointAsync(ct), policy);
        }
        catch (SourceUnreachableException fault)
        {
            Console.Error.WriteLine($"warning: {fault.Message}");
            return null;
        }
    }
}
