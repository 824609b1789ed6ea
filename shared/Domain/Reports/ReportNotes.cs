using System.Globalization;

namespace CreditShare.Domain.Reports;

/// <summary>What a report means, in sentences for whoever reads it on paper.</summary>
internal static class ReportNotes
{
    /// <param name="found">Whether there is any measure or record in it.</param>
    /// <param name="punished">Whether there is any measure of punishment in it.</param>
    /// <param name="disputed">Whether an objection to any record is open.</param>
    /// <param name="withheld">Records left out, by class.</param>
    public static IEnumerable<ReportNote> Of(bool found, bool punished, bool disputed, IReadOnlyDictionary<string, int> withheld)
    {
        yield return new(
            "本报告列示杭州都市圈登记库在所载日期、在查询机构可查看范围内的记录，以及法律、法规对这些记录规定的措施。它不是信用评价：不含评分、等级、排名，也不是对交易或许可的建议。",
            "This report states the records that the registry of the Hangzhou metropolitan circle held on the day named, as far as the agency may see them, and the measures that the law attaches to them. It is not a rating: it has no score, grade or rank, and gives no advice.");
        if (!found)
        {
            yield return new(
                "“未查到”是指：截至所载日期，登记库中没有在共享期内、且查询机构可查看的记录。它不表示该主体从无记录（已修复、已撤销、已到期的记录依法不再显示），不表示其他系统没有记录，也不是守信证明。",
                "\"None found\" means: on the day named the registry held no record within its time of sharing that the agency may see. It does not say that there never was one (what was repaired, withdrawn or has expired is shown no more, by law), nor that other systems hold none, and it is no certificate of good standing.");
        }
        if (punished)
        {
            yield return new(
                "标明“必须执行”的措施依法没有裁量余地，其余由办件机关依法裁量。采取措施时，应告知当事人理由、依据、救济途径和解除条件（浙江省公共信用信息管理条例第28条）。",
                "Where a measure is marked as binding the law leaves no choice; the others are at the agency's lawful discretion. Whoever takes one tells the subject the reason, the basis, the remedy and the conditions of release (浙江省公共信用信息管理条例 art. 28).");
        }
        if (disputed)
            yield return new("标明“异议中”的记录，其异议尚未办结。", "Of a record marked as disputed the objection has not been settled yet.");
        if (withheld.Count > 0)
        {
            var classes = withheld.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value}")).ToList();
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"另有 {withheld.Values.Sum()} 条记录因共享类别不予显示（类别与条数：{string.Join("、", classes)}），仅依其产生的措施也不列入。"),
                string.Create(CultureInfo.InvariantCulture, $"{withheld.Values.Sum()} more records are left out because of their sharing class (class and count: {string.Join(", ", classes)}), and the measures that hang on them alone."));
        }
        yield return new(
            "记录由认定机关作出并负责。当事人认为有误的，可以提出异议；履行义务并满足条件的，可以向认定机关申请信用修复（谁认定、谁修复）。修复、撤销或到期即时生效，本报告随之不再是最新，使用前请扫码核验。",
            "Each record is the deciding authority's, who answers for it. A subject that finds one wrong may object; one that has met its duty may apply to that authority for repair. Repair, withdrawal and expiry take effect at once, and this report is then out of date: check it by its code before you rely on it.");
        yield return new(
            "本报告仅供所载用途和办件使用。",
            "This report is for the purpose and the case that it names.");
    }
}
