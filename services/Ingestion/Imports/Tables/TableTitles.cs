using System.Text;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports;

/// <summary>A table that bureaus already send: its kind and its columns, by title and by code (双公示, 发改办财金〔2018〕424号).</summary>
/// <param name="Kind">Kind of the records.</param>
/// <param name="Item">Catalogue item where the table has no column for it.</param>
/// <param name="KeyPrefix">Begins the ids made from authority, number and subject where the table has no id column.</param>
/// <param name="Required">Fields without whose columns no row could stand.</param>
/// <param name="Columns">Titles and codes of each field.</param>
internal sealed record TableTemplate(
    RecordKind Kind, string Item, string KeyPrefix, IReadOnlyList<RecordField> Required, IReadOnlyDictionary<string, RecordField> Columns);

/// <summary>The templates' columns. A title counts whatever the widths, blanks, brackets and required marks around it.</summary>
internal static class ColumnTitles
{
    /// <summary>Rows from the top among which the titles are looked for.</summary>
    public const int RowsSearched = 20;

    private static readonly (string Title, string Code, RecordField Field)[] Common =
    [
        ("记录编号", "sourceId", RecordField.SourceId),
        ("版本号", "sourceVersion", RecordField.SourceVersion),
        ("变更类型", "change", RecordField.Change),
        ("变更原因", "changeReason", RecordField.ChangeReason),
        ("目录事项编码", "item", RecordField.Item),
        ("失信程度", "severity", RecordField.Severity),
        ("备注", "BZ", RecordField.Note),
        ("义务履行日期", "repair.dutyMetOn", RecordField.RepairDutyMetOn),
        ("履行证明编号", "repair.evidence", RecordField.RepairEvidence),
        ("信用承诺书编号", "repair.commitment", RecordField.RepairCommitment),
        ("修复决定日期", "repair.decidedOn", RecordField.RepairDecidedOn),
        ("原决定被撤销日期", "withdrawal.setAsideOn", RecordField.WithdrawalSetAsideOn),
        ("异议受理日期", "dispute.receivedOn", RecordField.DisputeReceivedOn),
        ("异议阶段", "dispute.stage", RecordField.DisputeStage),
        ("异议编号", "dispute.number", RecordField.DisputeNumber),
        ("异议处理结果", "resolution.result", RecordField.ResolutionResult),
        ("异议办结日期", "resolution.settledOn", RecordField.ResolutionSettledOn),
    ];

    public static readonly TableTemplate Penalty = Template(
        RecordKind.Penalty, "GEN-03", "CF", "CF",
        [RecordField.SubjectName, RecordField.SubjectCode, RecordField.DocumentNumber, RecordField.DecidedOn, RecordField.LegalBasis, RecordField.AuthorityCode],
        [
            ("行政处罚决定书文号", "CF_WSH", RecordField.DocumentNumber),
            ("违法行为类型", "CF_WFXW", RecordField.OffenceType),
            ("违法事实", "CF_SY", RecordField.Facts),
            ("处罚依据", "CF_YJ", RecordField.LegalBasis),
            ("处罚类别", "CF_CFLB", RecordField.PenaltyKinds),
            ("处罚内容", "CF_NR", RecordField.PenaltyContent),
            ("罚款金额(万元)", "CF_NR_FK", RecordField.Fine),
            ("没收违法所得、没收非法财物的金额(万元)", "CF_NR_WFFF", RecordField.Confiscated),
            ("暂扣或吊销证照名称及编号", "CF_NR_ZKDX", RecordField.LicenceAffected),
            ("处罚决定日期", "CF_JDRQ", RecordField.DecidedOn),
            ("处罚有效期", "CF_YXQ", RecordField.ValidUntil),
            ("公示截止期", "CF_GSJZQ", RecordField.PublicUntil),
            ("处罚机关", "CF_CFJG", RecordField.AuthorityName),
            ("处罚机关统一社会信用代码", "CF_CFJGDM", RecordField.AuthorityCode),
            ("数据来源单位", "CF_SJLY", RecordField.SourceName),
            ("数据来源单位统一社会信用代码", "CF_SJLYDM", RecordField.SourceCode),
        ]);

    public static readonly TableTemplate Licence = Template(
        RecordKind.Licence, "GEN-02", "XK", "XK",
        [RecordField.SubjectName, RecordField.SubjectCode, RecordField.DecidedOn, RecordField.LicenceContent, RecordField.AuthorityCode],
        [
            ("行政许可决定文书名称", "XK_XKWS", RecordField.LicenceDocumentName),
            ("行政许可决定文书号", "XK_WSH", RecordField.DocumentNumber),
            ("许可类别", "XK_XKLB", RecordField.LicenceType),
            ("许可证书名称", "XK_XKZS", RecordField.LicenceCertificate),
            ("许可编号", "XK_XKBH", RecordField.LicenceNumber),
            ("许可内容", "XK_NR", RecordField.LicenceContent),
            ("许可决定日期", "XK_JDRQ", RecordField.DecidedOn),
            ("有效期自", "XK_YXQZ", RecordField.ValidFrom),
            ("有效期至", "XK_YXQZI", RecordField.ValidUntil),
            ("许可机关", "XK_XKJG", RecordField.AuthorityName),
            ("许可机关统一社会信用代码", "XK_XKJGDM", RecordField.AuthorityCode),
            ("当前状态", "XK_ZT", RecordField.LicenceStatus),
            ("数据来源单位", "XK_LYDW", RecordField.SourceName),
            ("数据来源单位统一社会信用代码", "XK_LYDWDM", RecordField.SourceCode),
        ]);

    /// <summary>The template that most of the titles belong to; null if none has two of them.</summary>
    public static TableTemplate? Recognise(IReadOnlyList<string> titles)
    {
        var best = new[] { Penalty, Licence }.MaxBy(template => titles.Count(title => template.Columns.ContainsKey(Plain(title))))!;
        return titles.Count(title => best.Columns.ContainsKey(Plain(title))) >= 2 ? best : null;
    }

    /// <summary>What divides the cells: of comma, tab, semicolon and bar the first by which one of the first rows is a row of titles; else the comma. A heading above the titles may have any of them.</summary>
    /// <param name="sample">The beginning of the table.</param>
    public static char Delimiter(string sample)
    {
        var rows = sample.TrimStart('\uFEFF').Split('\n', RowsSearched + 1).Take(RowsSearched).ToList();
        foreach (var delimiter in ",\t;|")
        {
            if (rows.Any(row => Recognise([.. row.Split(delimiter).Select(title => title.Trim('"', '\r'))]) is not null))
                return delimiter;
        }
        return ',';
    }

    /// <summary>The required fields for which none of the titles stands.</summary>
    public static IReadOnlyList<RecordField> Missing(TableTemplate template, IReadOnlyList<string> titles)
    {
        var present = titles.Select(title => template.Columns.TryGetValue(Plain(title), out var field) ? field : (RecordField?)null).ToHashSet();
        return template.Required.Where(field => !present.Contains(field)).ToList();
    }

    /// <summary>A title without what varies: widths, blanks, kinds of brackets and colons, and marks for required columns.</summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var character in CellText.Fold(title))
        {
            if (!char.IsWhiteSpace(character) && character is not ('*' or '＊'))
                plain.Append(character switch
                {
                    '（' or '[' or '［' or '【' => '(',
                    '）' or ']' or '］' or '】' => ')',
                    '：' => ':',
                    '＿' => '_',
                    _ => char.ToUpperInvariant(character),
                });
        }
        return plain.Replace("(必填)", "").Replace("(选填)", "").ToString().TrimEnd(':');
    }

    private static TableTemplate Template(
        RecordKind kind, string item, string keyPrefix, string codePrefix, RecordField[] required, (string Title, string Code, RecordField Field)[] own)
    {
        (string Title, string Code, RecordField Field)[] subject =
        [
            ("行政相对人名称", $"{codePrefix}_XDR_MC", RecordField.SubjectName),
            ("行政相对人类别", $"{codePrefix}_XDR_LB", RecordField.SubjectClass),
            ("行政相对人代码_1(统一社会信用代码)", $"{codePrefix}_XDR_SHXYM", RecordField.SubjectCode),
            ("行政相对人代码_2(工商注册号)", $"{codePrefix}_XDR_GSZC", RecordField.RegistrationNumber),
            ("工商注册号", $"{codePrefix}_XDR_GSDJ", RecordField.RegistrationNumber),
            ("行政相对人代码_3(组织机构代码)", $"{codePrefix}_XDR_ZZJG", RecordField.OrganisationCode),
            ("行政相对人代码_4(税务登记号)", $"{codePrefix}_XDR_SWDJ", RecordField.TaxNumber),
            ("行政相对人代码_5(事业单位证书号)", $"{codePrefix}_XDR_SYDW", RecordField.InstitutionNumber),
            ("行政相对人代码_6(社会组织登记证号)", $"{codePrefix}_XDR_SHZZ", RecordField.SocialOrganisationNumber),
        ];
        var columns = new Dictionary<string, RecordField>(StringComparer.Ordinal);
        foreach (var (title, code, field) in (IEnumerable<(string, string, RecordField)>)[.. Common, .. subject, .. own])
        {
            columns[Plain(title)] = field;
            columns[Plain(code)] = field;
        }
        return new(kind, item, keyPrefix, required, columns);
    }
}
