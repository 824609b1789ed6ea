namespace CreditShare.Hosting.Auth;

/// <summary>What a token may allow. Every endpoint names one.</summary>
public static class Scopes
{
    /// <summary>Push batches for the token's city.</summary>
    public const string BatchesWrite = "batches.write";

    /// <summary>Read the own city's batches and their decisions.</summary>
    public const string BatchesRead = "batches.read";

    /// <summary>Read where the own city's records stand.</summary>
    public const string RecordsRead = "records.read";

    /// <summary>Look subjects up for the token's agency.</summary>
    public const string SubjectsRead = "subjects.read";

    /// <summary>Read the exchange log.</summary>
    public const string LogRead = "log.read";

    /// <summary>Take proofs out of the exchange log: of any entry with <see cref="LogRead"/>, else of those of the token's own city or agency.</summary>
    public const string ProofsRead = "proofs.read";

    /// <summary>Run the services.</summary>
    public const string Operate = "operate";

    public static readonly IReadOnlyList<string> All = [BatchesWrite, BatchesRead, RecordsRead, SubjectsRead, LogRead, ProofsRead, Operate];
}
