using System.Text.Json.Serialization;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Output;

/// <summary>Why something could not be done, in words and for programs.</summary>
/// <param name="ExitCode">2 where the call or a file is wrong, 3 where another try may help.</param>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Errors">One for each fault, where the server named them.</param>
internal sealed record Failure([property: JsonIgnore] int ExitCode, string Code, string Zh, string En, IReadOnlyList<ProblemFault>? Errors = null)
{
    /// <returns>Null if the exception is a bug of ours.</returns>
    public static Failure? Of(Exception fault) => fault switch
    {
        ServerException { Problem: var problem } => new(problem.ExitCode, problem.Code, problem.Zh, problem.En, problem.Errors.Count > 0 ? problem.Errors : null),
        FileFault file => new(ExitCodes.WrongCall, file.Code, file.Zh, file.En),
        OperationCanceledException => new(ExitCodes.CouldNot, "interrupted", "已中断。", "Interrupted."),
        IOException or UnauthorizedAccessException => new(ExitCodes.WrongCall, "file", ShownName.Of(fault.Message), ShownName.Of(fault.Message)),
        _ => null,
    };

    /// <summary>What to do about it, where the server cannot know that.</summary>
    public static string Hint(Exception fault) => fault is not ServerException { Problem: var problem } ? "" : problem switch
    {
        { Status: 401 } => "请检查令牌（--token-file 或 CREDITSHARE_TOKEN）。 / Check the token (--token-file or CREDITSHARE_TOKEN).",
        { Status: 404, Code: "not-found" or "http-404" } => "此服务器尚不提供该功能，或地址有误。 / This server does not offer that yet, or the address is wrong.",
        { Status: 0 } => "请检查地址（--address）与网络。 / Check the address (--address) and the network.",
        _ => "",
    };

    public void Print(TextWriter output, string hint = "", string? file = null)
    {
        output.WriteLine($"{(ExitCode == ExitCodes.CouldNot ? "未能完成 / COULD NOT" : "有误 / WRONG")}{(file is null ? "" : $" {file}")} {Code}: {Zh}{(En == Zh ? "" : $" / {En}")}");
        foreach (var error in Errors ?? [])
            output.WriteLine($"  {error.Pointer} {error.Code}: {error.Zh}{(error.Found is null ? "" : $"（{error.Found}）")} / {error.En}{(error.Expected is null ? "" : $" → {error.Expected}")}");
        if (hint.Length > 0)
            output.WriteLine($"  {hint}");
    }
}
