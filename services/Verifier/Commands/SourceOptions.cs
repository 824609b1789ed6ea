using System.CommandLine;
using CreditShare.Verifier.Sources;

namespace CreditShare.Verifier.Commands;

/// <summary>Where the log lies, and the token for its entries.</summary>
internal sealed class SourceOptions
{
    public const string TokenVariable = "CREDITSHARE_TOKEN";

    private readonly Argument<string> place = new("log") { Description = "Address of the log (https://committee.example.org/log), or a folder with its files." };
    private readonly Option<FileInfo?> token = new("--token-file") { Description = $"File with an auditor's bearer token; else the variable {TokenVariable}." };

    public void AddTo(Command command)
    {
        command.Add(place);
        command.Add(token);
    }

    public ILogSource Open(ParseResult result)
    {
        var text = result.GetValue(token) is { } file ? File.ReadAllText(file.FullName) : Environment.GetEnvironmentVariable(TokenVariable);
        return LogSource.Of(result.GetRequiredValue(place), string.IsNullOrWhiteSpace(text) ? null : text.Trim());
    }
}
