using System.Collections.Frozen;

namespace CreditShare.Domain.Records;

/// <summary>Names of the fields: their path in JSON, as bureaus' programs send it and as every refusal names it, and what readers call them.</summary>
public static class RecordFields
{
    private static readonly (RecordField Field, string Path, string Chinese, string English)[] Table =
    [
        (RecordField.SourceId, "sourceId", "记录编号", "Record id"),
        (RecordField.SourceVersion, "sourceVersion", "版本号", "Version number"),
        (RecordField.Change, "change", "变更类型", "Kind of change"),
        (RecordField.ChangeReason, "changeReason", "变更原因", "Reason for the change"),
        (RecordField.Kind, "kind", "记录类型", "Kind of record"),
        (RecordField.Item, "item", "目录事项编码", "Catalogue item"),
        (RecordField.SubjectName, "subject.name", "行政相对人名称", "Name of the subject"),
        (RecordField.SubjectClass, "subject.class", "行政相对人类别", "Class of subject"),
        (RecordField.SubjectCode, "subject.code", "统一社会信用代码", "Unified Social Credit Code"),
        (RecordField.RegistrationNumber, "identifiers.registrationNumber", "工商注册号", "Business registration number"),
        (RecordField.OrganisationCode, "identifiers.organisationCode", "组织机构代码", "Organisation code"),
        (RecordField.TaxNumber, "identifiers.taxNumber", "税务登记号", "Tax registration number"),
        (RecordField.InstitutionNumber, "identifiers.institutionNumber", "事业单位证书号", "Public institution certificate number"),
        (RecordField.SocialOrganisationNumber, "identifiers.socialOrganisationNumber", "社会组织登记证号", "Social organisation certificate number"),
        (RecordField.AuthorityName, "authority.name", "决定机关", "Deciding authority"),
        (RecordField.AuthorityCode, "authority.code", "决定机关统一社会信用代码", "Deciding authority's credit code"),
        (RecordField.SourceName, "source.name", "数据来源单位", "Source of the data"),
        (RecordField.SourceCode, "source.code", "数据来源单位统一社会信用代码", "Credit code of the data's source"),
        (RecordField.DocumentNumber, "documentNumber", "决定书文号", "Document number"),
        (RecordField.LegalBasis, "legalBasis", "依据", "Legal basis"),
        (RecordField.DecidedOn, "decidedOn", "决定日期", "Day of the decision"),
        (RecordField.ValidFrom, "validFrom", "有效期自", "Valid from"),
        (RecordField.ValidUntil, "validUntil", "有效期至", "Valid until"),
        (RecordField.PublicUntil, "publicUntil", "公示截止期", "Published until"),
        (RecordField.Severity, "severity", "失信程度", "Severity"),
        (RecordField.OffenceType, "penalty.offenceType", "违法行为类型", "Type of offence"),
        (RecordField.Facts, "penalty.facts", "违法事实", "Facts of the offence"),
        (RecordField.PenaltyKinds, "penalty.kinds", "处罚类别", "Kinds of penalty"),
        (RecordField.PenaltyContent, "penalty.content", "处罚内容", "What was decided"),
        (RecordField.Fine, "penalty.fine", "罚款金额", "Fine"),
        (RecordField.Confiscated, "penalty.confiscated", "没收金额", "Amount confiscated"),
        (RecordField.LicenceAffected, "penalty.licenceAffected", "暂扣或吊销证照名称及编号", "Licence suspended or revoked (name and number)"),
        (RecordField.LicenceDocumentName, "licence.documentName", "行政许可决定文书名称", "Title of the licensing decision"),
        (RecordField.LicenceType, "licence.type", "许可类别", "Type of licence"),
        (RecordField.LicenceCertificate, "licence.certificate", "许可证书名称", "Name of the certificate"),
        (RecordField.LicenceNumber, "licence.number", "许可编号", "Licence number"),
        (RecordField.LicenceContent, "licence.content", "许可内容", "What is licensed"),
        (RecordField.LicenceStatus, "licence.status", "当前状态", "Present status"),
        (RecordField.HonourCategory, "honour.category", "数据类别", "Category of honour"),
        (RecordField.HonourYear, "honour.year", "评价年度", "Year of assessment"),
        (RecordField.HonourTitle, "honour.title", "文件名", "Title of the document"),
        (RecordField.ListCategory, "dishonesty.category", "数据类别", "Name of the list"),
        (RecordField.ListCaseNumber, "dishonesty.caseNumber", "案号", "Case number"),
        (RecordField.ListRegion, "dishonesty.region", "地域名称", "Region"),
        (RecordField.ListFiledOn, "dishonesty.filedOn", "立案时间", "Day of filing"),
        (RecordField.Note, "note", "备注", "Note"),
        (RecordField.RepairDutyMetOn, "repair.dutyMetOn", "义务履行日期", "Day on which the duty was met"),
        (RecordField.RepairEvidence, "repair.evidence", "履行证明编号", "Number of the evidence"),
        (RecordField.RepairCommitment, "repair.commitment", "信用承诺书编号", "Number of the commitment letter"),
        (RecordField.RepairDecidedOn, "repair.decidedOn", "修复决定日期", "Day on which repair was decided"),
        (RecordField.WithdrawalSetAsideOn, "withdrawal.setAsideOn", "原决定被撤销日期", "Day on which the decision was set aside"),
        (RecordField.DisputeReceivedOn, "dispute.receivedOn", "异议受理日期", "Day on which the objection was received"),
        (RecordField.DisputeStage, "dispute.stage", "异议阶段", "Stage of the objection"),
        (RecordField.DisputeNumber, "dispute.number", "异议编号", "Number of the objection"),
        (RecordField.ResolutionResult, "resolution.result", "异议处理结果", "Outcome of the objection"),
        (RecordField.ResolutionSettledOn, "resolution.settledOn", "异议办结日期", "Day on which the objection was settled"),
    ];

    private static readonly FrozenDictionary<string, RecordField> ByPath =
        Table.ToFrozenDictionary(row => row.Path, row => row.Field, StringComparer.Ordinal);

    private static readonly (string Path, string Chinese, string English)[] Names = [.. Table.OrderBy(row => row.Field).Select(row => (row.Path, row.Chinese, row.English))];

    /// <summary>Number of fields.</summary>
    public static int Count => Names.Length;

    /// <summary>Every path a record may have in JSON.</summary>
    public static IEnumerable<string> Paths => Names.Select(name => name.Path);

    /// <summary>Path in JSON, such as <c>subject.code</c>.</summary>
    public static string Path(this RecordField field) => Names[(int)field].Path;

    /// <summary>The Chinese title.</summary>
    public static string Chinese(this RecordField field) => Names[(int)field].Chinese;

    /// <summary>The English name.</summary>
    public static string English(this RecordField field) => Names[(int)field].English;

    /// <summary>Looks a path up without allocating.</summary>
    public static bool TryFind(ReadOnlySpan<char> path, out RecordField field) =>
        ByPath.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out field);
}
