using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.Verifier;

/// <summary>How a verification ended: one line for people and scripts, or JSON for programs, and an exit code.</summary>
/// <param name="Result">Which of the three.</param>
/// <param name="What">One line: what was verified, or why it could not be.</param>
internal sealed record Verdict(Result Result, string What)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public string? Origin { get; init; }

    /// <summary>Entries that the checkpoint covers.</summary>
    public long? Size { get; init; }

    /// <summary>Base64.</summary>
    public string? Root { get; init; }

    /// <summary>Entries compared with their leaf now; those verified before are not read again.</summary>
    public long? EntriesRead { get; init; }

    /// <summary>Names of those that cosigned and are known.</summary>
    public IReadOnlyList<string>? Witnesses { get; init; }

    public IReadOnlyList<LogFault>? Faults { get; init; }

    public static Verdict Of(string what, IReadOnlyList<LogFault> faults) =>
        faults.Count == 0 ? new(Result.Verified, what) : new(Result.NotVerified, $"{what}: {faults.Count} faults, first {faults[0]}") { Faults = faults };

    /// <summary>Standard output has the verdict alone; every fault goes to standard error.</summary>
    /// <returns>The exit code.</returns>
    public int Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(this, Json));
        }
        else
        {
            foreach (var fault in Faults ?? [])
                Console.Error.WriteLine(fault);
            Console.WriteLine($"{Result switch { Result.Verified => "VERIFIED", Result.NotVerified => "NOT VERIFIED", _ => "UNKNOWN" }} {What}");
        }
        return (int)Result;
    }
}

/// <summary>The exit codes. 2 is a wrong call.</summary>
internal enum Result
{
    Verified = 0,

    /// <summary>There is evidence that something is wrong.</summary>
    NotVerified = 1,

    /// <summary>It could not be read, which proves nothing.</summary>
    Unreachable = 3,
}
