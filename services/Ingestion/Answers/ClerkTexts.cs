using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Answers;

/// <summary>What a clerk reads beside a row: what is wrong, what would be right, an example.</summary>
internal static class ClerkTexts
{
    /// <summary>Title of the column that tells of each row; the reader passes over it.</summary>
    public const string RemarkTitle = "错误说明";

    public const string PersonalColumn = "个人信息列，未保存，再次报送时也不读取。";
    public const string UnreadColumn = "未识别的列，未读取。";

    /// <summary>Beside one cell.</summary>
    /// <param name="reasons">All that is wrong with it.</param>
    /// <param name="column">What the template says of its column; null if it is in none.</param>
    public static string Comment(IEnumerable<Reason> reasons, TableColumn? column)
    {
        var text = string.Join('\n', reasons.Select(reason => $"问题：{reason.Zh}\n应为：{reason.RightZh}"));
        return column is { Example.Length: > 0 } ? $"{text}\n示例：{column.Example}" : text;
    }

    /// <summary>Beside a row: all that is wrong with it, or why nothing came of it although nothing is wrong; null if there is nothing to say.</summary>
    /// <param name="decision">About the row.</param>
    /// <param name="titleOf">The title of the column that has a field; null if none has.</param>
    public static string? Remark(Decision decision, Func<string, string?> titleOf) => decision.Outcome switch
    {
        Outcome.Rejected => string.Join('\n', (decision.Reasons ?? []).Select(reason => Line(reason, titleOf(reason.Field)))),
        Outcome.Duplicate => $"同一决定已在记录 {decision.SameAs} 下入库，本行没有另行入库，无需改正。",
        _ => null,
    };

    private static string Line(Reason reason, string? title)
    {
        var about = title ?? (RecordFields.TryFind(reason.Field, out var field) ? $"{field.Chinese()}（表中没有此列）" : null);
        return $"{(about is null ? "" : $"【{about}】")}{reason.Zh}应为：{reason.RightZh}";
    }
}
