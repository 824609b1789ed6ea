using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CreditShare.SampleMaker;

/// <summary>Records as a bureau's program sends them: all kinds, changes, and some lines wrong on purpose.</summary>
internal sealed class RecordLines(SampleCity city, Random random)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Honour(int number, SampleOrganisation? subject = null)
    {
        var day = new DateOnly(2024, 3, 1).AddDays(random.Next(0, 900));
        return Line(new
        {
            sourceId = $"HL-{number:0000}", kind = "honour", item = "POS-01", subject = Organisation(subject ?? city.Any()), authority = Organisation(city.Market),
            documentNumber = $"{city.Name}市监〔{day.Year}〕{number}号", decidedOn = Day(day), validUntil = Day(day.AddYears(5)),
            honour = new { category = "守信激励", year = day.Year - 1, title = "样例质量管理先进单位" },
        });
    }

    public string Listing(int number, SampleOrganisation? subject = null, string item = "GEN-08")
    {
        var day = new DateOnly(2025, 2, 1).AddDays(random.Next(0, 600));
        var authority = item switch { "GEN-08" => city.Labour, "TOU-02" => city.Culture, _ => city.Market };
        return Line(new
        {
            sourceId = $"BL-{number:0000}", kind = "dishonesty", item, subject = Organisation(subject ?? city.Any()), authority = Organisation(authority),
            documentNumber = $"{city.Name}列决〔{day.Year}〕{number}号", decidedOn = Day(day),
            dishonesty = new { category = "严重失信主体名单", caseNumber = $"样例案{number}", region = city.Name },
        });
    }

    public string Penalty(int number, string change = "submit", string? reason = null, SampleOrganisation? subject = null, DateOnly? on = null, int? version = null, string? id = null)
    {
        var day = on ?? new DateOnly(2025, 6, 1).AddDays(random.Next(0, 430));
        return Line(new
        {
            sourceId = id ?? $"HB-{number:0000}", sourceVersion = version, change, changeReason = reason, kind = "penalty", item = "ENV-01",
            subject = Organisation(subject ?? city.Subjects[number % city.Subjects.Count]), authority = Organisation(city.Environment),
            documentNumber = $"{city.Name}环罚〔{day.Year}〕9{number:000}号",
            legalBasis = day >= new DateOnly(2026, 8, 15) ? "《中华人民共和国生态环境法典》第一百条" : "《中华人民共和国大气污染防治法》第九十九条",
            decidedOn = Day(day),
            penalty = new
            {
                offenceType = "超标排放大气污染物", facts = "监测显示颗粒物排放浓度超过标准。", kinds = new[] { "stop-business", "fine" }, content = "责令停产整治，并处罚款。",
                fine = 120000 + (number * 100),
            },
        });
    }

    /// <summary>A penalty that departments share among themselves (class C), and a permit that is shown on the subject's authorisation (class B).</summary>
    public IEnumerable<string> Restricted(SampleOrganisation subject)
    {
        yield return Penalty(201, subject: subject, on: new DateOnly(2026, 5, 12), id: "GF-0201").Replace("ENV-01", "ENV-03", StringComparison.Ordinal);
        yield return Line(new
        {
            sourceId = "PW-0202", kind = "licence", item = "ENV-02", subject = Organisation(subject), authority = Organisation(city.Environment),
            documentNumber = $"{city.Name}环许〔2025〕202号", decidedOn = "2025-07-01", validUntil = "2030-06-30",
            licence = new { documentName = "排污许可证核发决定", type = "核准", certificate = "排污许可证", number = "样例排许202", content = "准予排放大气污染物。", status = "1" },
        });
    }

    public IEnumerable<string> Wrong()
    {
        yield return """{"sourceId":"W-1","kind":"penalty","item":"ENV-01","subject":{"name":"不完整""";
        yield return """["不是对象"]""";
        yield return Listing(9001).Replace("\"dishonesty\"", "\"dishonest\"", StringComparison.Ordinal);
        yield return Honour(9002).Replace("POS-01", "POS-99", StringComparison.Ordinal);
        yield return Honour(9003).Replace("\"decidedOn\"", "\"decidedAt\"", StringComparison.Ordinal);
        yield return Penalty(9004, change: "withdraw");
        yield return Penalty(9005, on: new DateOnly(2026, 8, 20)).Replace("《中华人民共和国生态环境法典》第一百条", "《中华人民共和国环境保护法》第五十九条", StringComparison.Ordinal);
    }

    private static object Organisation(SampleOrganisation organisation) => new { name = organisation.Name, code = organisation.Code };

    private static string Line(object record)
    {
        var node = JsonSerializer.SerializeToNode(record, Json)!.AsObject();
        foreach (var name in node.Where(member => member.Value is null).Select(member => member.Key).ToList())
            node.Remove(name);
        return node.ToJsonString(Json);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
