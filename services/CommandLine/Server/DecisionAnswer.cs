using System.Text.Json;

namespace CreditShare.CommandLine.Server;

/// <summary>The decision about one record of a batch.</summary>
internal sealed record DecisionAnswer(
    int Line, string? Sheet, string Outcome, string? Key, int? Version, bool? Late, string? SameAs, string? Subject, string LogEntry, IReadOnlyList<ReasonAnswer>? Reasons)
{
    /// <summary>The bureau's own id of the record: the key without the city.</summary>
    public string? SourceId => Key?.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? Key[(slash + 1)..] : Key;

    public static DecisionAnswer Of(JsonElement item) => item.Deserialize<DecisionAnswer>(AnswerJson.Options)!;
}

/// <summary>Why a record was refused.</summary>
internal sealed record ReasonAnswer(string Code, string Field, string? Found, string Zh, string En, string? RightZh, string? RightEn);
