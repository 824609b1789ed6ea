using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Registry.StateChecks;

/// <summary>
/// <c>state</c> from the command line of the registry's program: compares the store with the log, by the registry's settings, and says so in the log. Standard output
/// has the verdict, standard error each difference and the progress.
/// </summary>
public static class StateCommand
{
    private const string Verb = "state";

    /// <summary>The account that the log names; the command runs with the registry's own rights.</summary>
    private const string Account = "command-line";

    private const int Equal = 0;
    private const int Differs = 1;

    /// <summary>It could not be read, which proves nothing. 2 is a wrong call.</summary>
    private const int Unreachable = 3;

    private static readonly TimeSpan ToldEvery = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True if the command line asks for the verb and not for the service.</summary>
    public static bool IsAsked(string[] args) => args is [Verb, ..];

    /// <param name="args">The command line.</param>
    /// <param name="services">Of the registry.</param>
    /// <param name="scratch">Opens an empty store in a file; what it gives is an <see cref="IStoreContents"/> too, and is disposed of.</param>
    /// <returns>0 equal, 1 different, 2 a wrong call, 3 unreadable.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, Func<string, ScratchStore> scratch)
    {
        var json = new Option<bool>("--json") { Description = "The verdict as JSON on standard output." };
        var folder = new Option<string>("--scratch")
        {
            Description = "Folder for the store that is folded from the log; about as large as the registry's records, deleted at the end.", DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var root = new RootCommand("Compare the registry's store with the exchange log.") { json, folder };
        root.SetAction((result, ct) => CheckAsync(services, scratch, result.GetValue(folder)!, result.GetValue(json), ct));
        var parsed = root.Parse(args[1..]);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? 2 : code;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, Func<string, ScratchStore> open, string folder, bool json, CancellationToken ct)
    {
        var time = services.GetRequiredService<TimeProvider>();
        DirectoryInfo? directory = null;
        try
        {
            directory = Directory.CreateDirectory(Path.Combine(folder, $"creditshare-state-{Guid.CreateVersion7(time.GetUtcNow()):N}"));
            await using var scratch = open(Path.Combine(directory.FullName, "folded.db"));
            var check = new StateCheck(
                services.GetRequiredService<ILogStore>(), services.GetRequiredService<IWitnessStore>(), services.GetRequiredService<IStoreContents>(),
                services.GetRequiredService<LogKey>().Signer.Verifier, time);
            var verdict = await check.RunAsync(scratch.Records, scratch.Contents, new Progress(time), ct);
            await services.GetRequiredService<EntryWriter>().StageAsync([Entry(verdict, time.GetUtcNow())], ct);
            Print(verdict, json);
            return verdict.IsEqual ? Equal : Differs;
        }
        // Whatever it is, it is no verdict, and must not end with the code of one.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"UNKNOWN 无法读取，什么也不能证明 / it cannot be read, which proves nothing: {fault.Message}");
            return Unreachable;
        }
        finally
        {
            directory?.Delete(recursive: true);
        }
    }

    private static void Print(StateVerdict verdict, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(verdict, Json));
            return;
        }
        foreach (var difference in verdict.Differences)
            Console.Error.WriteLine(difference);
        var waiting = verdict.Waiting > 0 ? $"; {verdict.Waiting} records have decisions that wait for their place in the log" : "";
        Console.WriteLine(verdict.IsEqual
            ? $"EQUAL 登记库与日志一致 / the store is what the log says: {verdict.Entries} entries{waiting}"
            : $"DIFFERENT 登记库与日志不一致 / the store is not what the log says: {verdict.Count} differences, {verdict.Entries} entries{waiting}");
    }

    private static StagedEntry Entry(StateVerdict verdict, DateTimeOffset now) => StagedEntries.Open(new LogEntry
    {
        Kind = EntryKind.StateChecked,
        Id = $"state-{Guid.CreateVersion7(now):N}",
        At = now,
        Actor = new EntryActor(null, null, Account),
        Outcome = verdict.IsEqual ? "equal" : "different",
        Detail = ImmutableDictionary<string, string>.Empty
            .Add("entries", verdict.Entries.ToString(CultureInfo.InvariantCulture)).Add("differences", verdict.Count.ToString(CultureInfo.InvariantCulture)),
        Blind = StagedEntries.NewBlind(),
    });

    private sealed class Progress(TimeProvider time) : IProgress<StateProgress>
    {
        private long told = time.GetTimestamp();

        public void Report(StateProgress value)
        {
            if (time.GetElapsedTime(told) < ToldEvery)
                return;
            told = time.GetTimestamp();
            Console.Error.WriteLine($"{value.Step}: {value.Entries} entries");
        }
    }
}
