using System.Collections.Frozen;

namespace CreditShare.Ingestion.Imports;

/// <summary>
/// Members and columns about persons (legal representatives, identity and certificate numbers). They are dropped while reading: not stored, not
/// logged, not named in an error. Everything else that no field has is an error in JSON and an ignored column in a table.
/// </summary>
internal static class PersonalFields
{
    private static readonly FrozenSet<string> JsonNames = new[]
    {
        "legalRepresentative", "legalRepresentativeId", "legalRepresentativeIdNumber", "legalRepresentativeIdType", "legalPerson", "idNumber", "idType",
        "idCard", "certificateNumber", "certificateType", "personName", "personId", "phone", "contact",
        "subject.legalRepresentative", "subject.legalRepresentativeId", "subject.legalRepresentativeIdNumber", "subject.legalRepresentativeIdType",
        "subject.idNumber", "subject.idType", "subject.idCard", "subject.certificateNumber", "subject.certificateType", "subject.phone", "subject.contact",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Titles = new[]
    {
        "法定代表人", "法定代表人姓名", "法定代表人证件类型", "法定代表人证件号码", "法定代表人身份证号", "法定代表人身份证号码", "证件类型", "证件号码",
        "CF_FRDB", "CF_FDDB", "CF_FR_ZJLX", "CF_FR_ZJHM", "CF_FR_SFZH", "CF_XDR_ZJLX", "CF_XDR_ZJHM",
        "XK_FRDB", "XK_FDDB", "XK_FR_ZJLX", "XK_FR_ZJHM", "XK_FR_SFZH", "XK_XDR_ZJLX", "XK_XDR_ZJHM",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsJsonName(string path) => JsonNames.Contains(path);

    public static bool IsTitle(string title) => Titles.Contains(title);
}
