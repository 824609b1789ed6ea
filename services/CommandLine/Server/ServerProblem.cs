using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditShare.CommandLine.Server;

/// <summary>The server did not give what was asked for, or could not be reached.</summary>
/// <param name="Status">HTTP status; 0 if there was no answer.</param>
/// <param name="Code">Stable, in kebab case, as the server says it; our own where there was no answer.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Errors">One for each fault of the request.</param>
internal sealed partial record Problem(int Status, string Code, string Zh, string En, IReadOnlyList<ProblemFault> Errors)
{
    /// <summary>How long the server asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server is away, busy, or does not take the token: nothing is wrong with what was asked, and every other call would meet the same.</summary>
    public bool IsOutage => Status is 0 or 401 or 403 or 429 or 502 or 503 or 504;

    /// <summary>The same call may be answered a moment later.</summary>
    public bool IsPassing => Status is 0 or 408 or 429 || Status >= 500 || Code == "batch-undecided";

    /// <summary>The batch that an idempotency key stands for, where it came again with another body; null for every other problem. The server names it in its words only.</summary>
    public string? HeldBatch => Code == "idempotency-conflict" && BatchNamed().Match(En) is { Success: true } named ? named.Groups["id"].Value : null;

    /// <summary>3 where another try may help, 2 where the call or the file is wrong.</summary>
    public int ExitCode => IsOutage || IsPassing || Status is > 0 and < 400 ? ExitCodes.CouldNot : ExitCodes.WrongCall;

    public static Problem NoAnswer(Uri address, string message) => new(0, "no-answer", $"连接不上 {address}：{message}", $"{address} cannot be reached: {message}", []);

    public static Problem Read(int status, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            string? Text(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
            if (Text("code") is { } code)
                return new(status, code, Text("detail") ?? "", Text("title") ?? "", root.TryGetProperty("errors", out var errors) ? errors.Deserialize<ProblemFault[]>(AnswerJson.Options) ?? [] : []);
        }
        catch (JsonException)
        {
            // Not one of ours: a proxy's page, say.
        }
        return new(status, $"http-{status}", $"服务器答复 {status}。", $"The server answered {status}.", []);
    }

    [GeneratedRegex(@"\bbatch (?<id>[0-9a-f]{32})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex BatchNamed();
}

/// <summary>One fault of a request.</summary>
internal sealed record ProblemFault(string Pointer, string Code, string? Found, string? Expected, string Zh, string En);

/// <summary>Carries a <see cref="Server.Problem"/> to whoever asked.</summary>
internal sealed class ServerException(Problem problem, Exception? inner = null) : Exception($"{problem.Zh} / {problem.En}", inner)
{
    public Problem Problem { get; } = problem;
}
