using System.Collections.Frozen;

namespace CreditShare.Ingestion.Imports;

/// <summary>
/// Members and columns about persons (legal representatives, identity and certificate numbers). They are dropped while reading: not stored, not
/// logged, not named in an error. Everything else that no field has is an error in JSON and an ignored column in a table.
/// </summary>
internal static class PersonalFields
{
    private static readonly string[] Persons =
    [
        "法定代表人", "法定代表人(负责人)", "法定代表人或负责人", "法定代表人/负责人", "法人代表", "法人", "企业法人", "法人代表人", "负责人", "单位负责人", "企业负责人", "主要负责人", "直接负责人", "直接责任人",
        "责任人", "实际控制人", "经营者", "当事人", "自然人", "联系人", "经办人", "填表人", "填报人", "报送人", "审核人", "执法人员", "被执行人法定代表人",
    ];

    private static readonly string[] Particulars =
    [
        "", "姓名", "性别", "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "住址", "证件类型", "证件号", "证件号码", "证件名称",
        "身份证", "身份证号", "身份证号码", "身份证件号", "身份证件号码", "公民身份号码",
    ];

    private static readonly FrozenSet<string> JsonNames = new[]
    {
        "legalRepresentative", "legalRepresentativeId", "legalRepresentativeIdNumber", "legalRepresentativeIdType", "legalPerson", "idNumber", "idType",
        "idCard", "certificateNumber", "certificateType", "personName", "personId", "phone", "contact",
        "subject.legalRepresentative", "subject.legalRepresentativeId", "subject.legalRepresentativeIdNumber", "subject.legalRepresentativeIdType",
        "subject.idNumber", "subject.idType", "subject.idCard", "subject.certificateNumber", "subject.certificateType", "subject.phone", "subject.contact",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plain spellings, see <see cref="Tables.TableTitles.Plain"/>: 法定代表人 and whom else a bureau names (who is responsible, whom to call, who filled the table in), each with what belongs to him.</summary>
    private static readonly FrozenSet<string> Titles = Persons.SelectMany(person => Particulars.Select(particular => person + particular)).Concat(
    [
        "姓名", "性别", "出生日期", "民族", "住址", "家庭住址", "家庭地址", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "联系手机", "邮箱", "电子邮箱", "微信号",
        "身份证", "身份证号", "身份证号码", "身份证件号", "身份证件号码", "公民身份号码", "居民身份证号", "居民身份证号码", "证件类型", "证件号", "证件号码", "证件名称", "护照号", "护照号码", "银行账号", "银行卡号",
        "CF_FRDB", "CF_FDDB", "CF_FR_ZJLX", "CF_FR_ZJHM", "CF_FR_SFZH", "CF_XDR_ZJLX", "CF_XDR_ZJHM",
        "XK_FRDB", "XK_FDDB", "XK_FR_ZJLX", "XK_FR_ZJHM", "XK_FR_SFZH", "XK_XDR_ZJLX", "XK_XDR_ZJHM",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsJsonName(string path) => JsonNames.Contains(path);

    public static bool IsTitle(string title) => Titles.Contains(title);
}
