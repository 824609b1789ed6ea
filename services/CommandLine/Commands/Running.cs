using System.Text.Json;
using CreditShare.CommandLine.Output;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>One way for every command to end.</summary>
internal static class Running
{
    /// <param name="json">Whether a program reads.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(bool json, Func<Task<int>> work)
    {
        var (failure, hint) = (default(Failure), "");
        try
        {
            return await work();
        }
        catch (Exception fault) when (Failure.Of(fault) is { } known)
        {
            (failure, hint) = (known, Failure.Hint(fault));
        }
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { failure!.ExitCode, Failure = failure }, AnswerJson.Options));
        else
            failure!.Print(Console.Error, hint);
        return failure!.ExitCode;
    }
}
