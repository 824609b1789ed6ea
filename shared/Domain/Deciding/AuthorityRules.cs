using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>A city can speak for its own authorities (its districts and counties included) and for its province's, for no others.</summary>
internal static class AuthorityRules
{
    public static void Check(CreditRecord record, string city, Findings findings)
    {
        // Beside a person's number the name is not read, and is not missed.
        if (!findings.Reasons.Contains(DecidingReasons.PersonsNumber(RecordField.AuthorityCode)))
            findings.Require(RecordField.AuthorityName, record.Authority?.Name);
        if (findings.Require(RecordField.AuthorityCode, record.Authority?.Code))
            CheckCode(RecordField.AuthorityCode, record.Authority!.Code!, city, findings);
        if (record.Source?.Code is { } source)
            CheckCode(RecordField.SourceCode, source, city, findings);
    }

    /// <summary>An authority that is named at all must be one the city can speak for.</summary>
    public static void CheckStated(CreditRecord record, string city, Findings findings)
    {
        if (record.Authority?.Code is { } code)
            CheckCode(RecordField.AuthorityCode, code, city, findings);
    }

    private static void CheckCode(RecordField field, string code, string city, Findings findings)
    {
        // GB 32100: 1 is the department of institutional establishment (机构编制), which registers every public body.
        if (code[0] != '1')
            findings.Add(DecidingReasons.NotPublicBody(field, code));
        var division = code.AsSpan(2, 6);
        var ofCity = division.StartsWith(city.AsSpan(0, 4));
        var ofProvince = division.StartsWith(city.AsSpan(0, 2)) && division[2..].SequenceEqual("0000");
        if (!ofCity && !ofProvince)
            findings.Add(DecidingReasons.AuthorityElsewhere(field, code, city));
    }
}
