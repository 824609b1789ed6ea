using CreditShare.Verifier.Sources;

namespace CreditShare.Verifier.Commands;

/// <summary>One way for every command to end.</summary>
internal static class Running
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(bool json, Func<Task<Verdict>> verify)
    {
        try
        {
            return (await verify()).Print(json);
        }
        catch (Exception fault) when (fault is SourceUnreachableException or IOException or UnauthorizedAccessException)
        {
            return new Verdict(Result.Unreachable, fault.Message).Print(json);
        }
        catch (OperationCanceledException)
        {
            return new Verdict(Result.Unreachable, "interrupted").Print(json);
        }
    }
}
