using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Registry.Bases;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Registry.Retention;

/// <summary><c>retention [--dry-run]</c> from the command line of the registry's program, beside a registry at work: what the nightly run does, at once.</summary>
public static class RetentionCommand
{
    private const string Verb = "retention";

    /// <summary>The account that the log names; the command runs with the registry's own rights.</summary>
    private const string Account = "command-line";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True if the command line asks for the verb and not for the service.</summary>
    public static bool IsAsked(string[] args) => args is [Verb, ..];

    /// <returns>0; 2 a wrong call; 3 if the store failed or no registry sequences.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be deleted, and delete nothing." };
        var root = new RootCommand("Delete adverse content whose retention has ended. The exchange log goes on verifying and says what was deleted.") { dryRun };
        root.SetAction(async (result, ct) =>
        {
            var job = services.GetRequiredService<RetentionJob>();
            try
            {
                var isTrial = result.GetValue(dryRun);
                // What is deleted follows from the catalogue, which need not be the registry's.
                if (!isTrial)
                    await services.GetRequiredService<BasisLog>().NoteAsync(Basis.Of(services.GetRequiredService<SeedFolder>()), ct);
                var done = isTrial ? await job.TryAsync(new Progress(), ct) : await job.DeleteAsync(Account, new Progress(), ct);
                Console.WriteLine(JsonSerializer.Serialize(done, Json));
                return 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return 3;
            }
        });
        var parsed = root.Parse(args[1..]);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? 2 : code;
    }

    private sealed class Progress : IProgress<long>
    {
        private const long ToldEvery = 100_000;

        public void Report(long value)
        {
            if (value % ToldEvery == 0)
                Console.Error.WriteLine($"{value} entries");
        }
    }
}
