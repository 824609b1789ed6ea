using System.Collections.Frozen;

namespace CreditShare.Domain.Records;

/// <summary>Names of the fields: their path in JSON, as bureaus' programs send it and as every refusal names it, and their Chinese title.</summary>
public static class RecordFields
{
    private static readonly (RecordField Field, string Path, string Chinese)[] Table =
    [
        (RecordField.SourceId, "sourceId", "记录编号"),
        (RecordField.SourceVersion, "sourceVersion", "版本号"),
        (RecordField.Change, "change", "变更类型"),
        (RecordField.ChangeReason, "changeReason", "变更原因"),
        (RecordField.Kind, "kind", "记录类型"),
        (RecordField.Item, "item", "目录事项编码"),
        (RecordField.SubjectName, "subject.name", "行政相对人名称"),
        (RecordField.SubjectClass, "subject.class", "行政相对人类别"),
        (RecordField.SubjectCode, "subject.code", "统一社会信用代码"),
        (RecordField.RegistrationNumber, "identifiers.registrationNumber", "工商注册号"),
        (RecordField.OrganisationCode, "identifiers.organisationCode", "组织机构代码"),
        (RecordField.TaxNumber, "identifiers.taxNumber", "税务登记号"),
        (RecordField.InstitutionNumber, "identifiers.institutionNumber", "事业单位证书号"),
        (RecordField.SocialOrganisationNumber, "identifiers.socialOrganisationNumber", "社会组织登记证号"),
        (RecordField.AuthorityName, "authority.name", "决定机关"),
        (RecordField.AuthorityCode, "authority.code", "决定机关统一社会信用代码"),
        (RecordField.SourceName, "source.name", "数据来源单位"),
        (RecordField.SourceCode, "source.code", "数据来源单位统一社会信用代码"),
        (RecordField.DocumentNumber, "documentNumber", "决定书文号"),
        (RecordField.LegalBasis, "legalBasis", "依据"),
        (RecordField.DecidedOn, "decidedOn", "决定日期"),
        (RecordField.ValidFrom, "validFrom", "有效期自"),
        (RecordField.ValidUntil, "validUntil", "有效期至"),
        (RecordField.PublicUntil, "publicUntil", "公示截止期"),
        (RecordField.Severity, "severity", "失信程度"),
        (RecordField.OffenceType, "penalty.offenceType", "违法行为类型"),
        (RecordField.Facts, "penalty.facts", "违法事实"),
        (RecordField.PenaltyKinds, "penalty.kinds", "处罚类别"),
        (RecordField.PenaltyContent, "penalty.content", "处罚内容"),
        (RecordField.Fine, "penalty.fine", "罚款金额"),
        (RecordField.Confiscated, "penalty.confiscated", "没收金额"),
        (RecordField.LicenceAffected, "penalty.licenceAffected", "暂扣或吊销证照名称及编号"),
        (RecordField.LicenceDocumentName, "licence.documentName", "行政许可决定文书名称"),
        (RecordField.LicenceType, "licence.type", "许可类别"),
        (RecordField.LicenceCertificate, "licence.certificate", "许可证书名称"),
        (RecordField.LicenceNumber, "licence.number", "许可编号"),
        (RecordField.LicenceContent, "licence.content", "许可内容"),
        (RecordField.LicenceStatus, "licence.status", "当前状态"),
        (RecordField.HonourCategory, "honour.category", "数据类别"),
        (RecordField.HonourYear, "honour.year", "评价年度"),
        (RecordField.HonourTitle, "honour.title", "文件名"),
        (RecordField.ListCategory, "dishonesty.category", "数据类别"),
        (RecordField.ListCaseNumber, "dishonesty.caseNumber", "案号"),
        (RecordField.ListRegion, "dishonesty.region", "地域名称"),
        (RecordField.ListFiledOn, "dishonesty.filedOn", "立案时间"),
        (RecordField.Note, "note", "备注"),
        (RecordField.RepairDutyMetOn, "repair.dutyMetOn", "义务履行日期"),
        (RecordField.RepairEvidence, "repair.evidence", "履行证明编号"),
        (RecordField.RepairCommitment, "repair.commitment", "信用承诺书编号"),
        (RecordField.RepairDecidedOn, "repair.decidedOn", "修复决定日期"),
        (RecordField.WithdrawalSetAsideOn, "withdrawal.setAsideOn", "原决定被撤销日期"),
        (RecordField.DisputeReceivedOn, "dispute.receivedOn", "异议受理日期"),
        (RecordField.DisputeStage, "dispute.stage", "异议阶段"),
        (RecordField.DisputeNumber, "dispute.number", "异议编号"),
        (RecordField.ResolutionResult, "resolution.result", "异议处理结果"),
        (RecordField.ResolutionSettledOn, "resolution.settledOn", "异议办结日期"),
    ];

    private static readonly FrozenDictionary<string, RecordField> ByPath =
        Table.ToFrozenDictionary(row => row.Path, row => row.Field, StringComparer.Ordinal);

    private static readonly (string Path, string Chinese)[] Names = [.. Table.OrderBy(row => row.Field).Select(row => (row.Path, row.Chinese))];

    /// <summary>Number of fields.</summary>
    public static int Count => Names.Length;

    /// <summary>Every path a record may have in JSON.</summary>
    public static IEnumerable<string> Paths => Names.Select(name => name.Path);

    /// <summary>Path in JSON, such as <c>subject.code</c>.</summary>
    public static string Path(this RecordField field) => Names[(int)field].Path;

    /// <summary>The Chinese title.</summary>
    public static string Chinese(this RecordField field) => Names[(int)field].Chinese;

    /// <summary>The same in English: its path in words, <c>penalty.offenceType</c> as Penalty offence type.</summary>
    public static string English(this RecordField field)
    {
        var words = string.Concat(field.Path().Select(letter => letter == '.' ? " " : char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Looks a path up without allocating.</summary>
    public static bool TryFind(ReadOnlySpan<char> path, out RecordField field) =>
        ByPath.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out field);
}
