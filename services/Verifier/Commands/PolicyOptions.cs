using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.Verifier.Commands;

/// <summary>Whom to believe: the log's key, and how many of which witnesses must have cosigned. Common to all commands.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<VerifierKey> log = new("--log-key")
    {
        Description = "The log's verifier key (name+id+base64), or a file with it. Get it from somebody other than the log.", Required = true, CustomParser = result => Key(result, KeyType.Note),
    };

    private readonly Option<VerifierKey[]> witnesses = new("--witness-key")
    {
        Description = "A witness's verifier key, or a file with it; may be repeated.", AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, KeyType.Cosignature, result)).OfType<VerifierKey>()],
    };

    private readonly Option<int> quorum = new("--quorum") { Description = "How many witnesses must have cosigned; default all that are named." , DefaultValueFactory = _ => -1 };

    private readonly Option<bool> json = new("--json") { Description = "The verdict as JSON." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { log, witnesses, quorum, json })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var named = result.GetResult(witnesses)?.Tokens.Count ?? 0;
            if (result.GetResult(quorum) is { Tokens.Count: > 0 } asked && int.TryParse(asked.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many > named)
                result.AddError($"--quorum is {many}, and --witness-key names {named}: no checkpoint can meet it.");
        });
    }

    public bool Json(ParseResult result) => result.GetValue(json);

    public CheckpointPolicy Policy(ParseResult result)
    {
        var known = result.GetValue(witnesses) ?? [];
        var asked = result.GetValue(quorum);
        return new(result.GetRequiredValue(log), known, asked < 0 ? known.Length : asked);
    }

    private static VerifierKey? Key(ArgumentResult result, KeyType type) => Read(result.Tokens[0].Value, type, result);

    private static VerifierKey? Read(string text, KeyType type, ArgumentResult result)
    {
        var key = File.Exists(text) ? File.ReadAllText(text).Trim() : text;
        if (VerifierKey.TryParse(key, out var read) && read.Type == type)
            return read;
        result.AddError($"'{text}' is no verifier key of type {(int)type}, nor a file with one.");
        return null;
    }
}
