using System.Globalization;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Reports;
using CreditShare.Pages.Showing;
using CreditShare.Query.Charging;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.Reports.Sheets;

/// <summary>Puts a report into words. Names of agencies, cities and purposes are the seeds' as they are loaded; what the report states is its data's.</summary>
internal sealed class SheetWriter(SeedFolder seeds)
{
    public Sheet Write(IssuedReport issued)
    {
        var report = issued.Report;
        var charges = MeasureCharges.Of(seeds, report.Asked.Agency, report.Registry);
        var (own, others) = (report.Punishments.Where(charges.IsOwn).ToList(), report.Punishments.Where(measure => !charges.IsOwn(measure)).ToList());
        return new()
        {
            Title = "公共信用信息报告",
            Issuer = "杭州都市圈公共信用信息共享登记库",
            Number = report.LogEntry,
            IssuedAt = report.IssuedAt,
            Facts = Facts(report),
            Sections =
            [
                new("一、由查询机构执行的惩戒措施", [Summary(own.Count, "项惩戒措施目前有效，由查询机构执行", "未查到由查询机构执行的有效惩戒措施")], Measures(own, charges)),
                new("二、由其他机构执行的惩戒措施", [Summary(others.Count, "项惩戒措施目前有效，由所列部门执行，查询机构不执行", "未查到由其他机构执行的有效惩戒措施")], Measures(others, charges)),
                new("三、联合激励措施", [Summary(report.Rewards.Count, "项激励措施目前有效，由所列部门给予", "未查到有效的激励措施")], Measures(report.Rewards, charges)),
                new("四、信用记录", [Summary(report.Records.Count, "条记录目前在共享期内", "未查到在共享期内的记录")], Records(report.Records)),
                new("五、说明", [.. report.Notes.Select((note, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {note.Zh}"))]),
            ],
            Checking = new(
                "六、核验",
                [
                    "扫描二维码或打开下列地址，可核验本报告是否真实、是否仍为最新。",
                    $"核验地址：{issued.Page}",
                    $"核验码：{issued.Code.ToPrinted()}",
                    $"日志条目：{report.LogEntry}",
                    $"日志承诺（HMAC-SHA-256）：{issued.Commitment}",
                    $"包含证明（查询机构凭令牌获取）：{issued.Proof}",
                ]),
            Page = issued.Page.ToString(),
        };
    }

    private List<SheetFact> Facts(CreditReport report) =>
    [
        new("信用主体", report.Subject.Name ?? "（登记库中没有该主体的记录）"),
        new("统一社会信用代码", report.Subject.Code),
        new("查询机构", $"{AgencyName(report.Asked.Agency)}（{report.Asked.Agency}）"),
        new("所在城市", CityName(report.Asked.City)),
        new("用途", seeds.Purposes.GetValueOrDefault(report.Asked.Purpose)?.Zh ?? report.Asked.Purpose),
        new("办件编号", report.Asked.CaseNumber),
        .. report.Asked.Authorisation is { } reference ? [new("授权书编号", reference)] : (SheetFact[])[],
        new("出具时间", SheetWords.Instant(report.IssuedAt)),
        new("信息截至", SheetWords.Day(report.Registry.Day)),
        new("档案修订号", report.Registry.KnownAt is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Registry.Revision}，形成于 {SheetWords.Instant(known)}") : "从未登记"),
        new("依据版本", $"目录 {report.Registry.Catalogue ?? "—"}，措施清单 {report.Registry.Measures ?? "—"}，法规库 {report.Registry.Laws}，共享规则 {report.Registry.Entitlements}"),
    ];

    private static string Summary(int count, string some, string none) => count == 0 ? $"{none}（含义见“说明”）。" : string.Create(CultureInfo.InvariantCulture, $"共 {count} {some}。");

    private SheetTable? Measures(IReadOnlyList<AnswerMeasure> measures, MeasureCharges charges) => measures.Count == 0 ? null : new(
        [new("措施", .27), new("法律依据", .27), new("起止", .17), new("所依据的记录", .29)],
        [.. measures.Select(measure => (IReadOnlyList<SheetCell>)
        [
            new(MeasureLines(measure, charges)),
            new([.. measure.LegalBasis.Select(article => new SheetLine(article.Text))]),
            new(new SheetLine($"自 {SheetWords.Day(measure.From)}"), new SheetLine(measure.Until is { } until ? $"至 {SheetWords.Day(until)}" : "无截止日")),
            new([.. measure.Records.Select(record => new SheetLine($"{Name(record)}（{CityName(record.City)}，{SheetWords.Day(record.DecidedOn)}）{(record.Disputed ? "【异议中】" : "")}"))]),
        ])]);

    private List<SheetLine> MeasureLines(AnswerMeasure measure, MeasureCharges charges)
    {
        var lines = new List<SheetLine> { new($"{measure.Id} {measure.TitleZh}", Strong: true) };
        if (measure.Kind != MeasureKind.Reward)
            lines.Add(new(measure.Binding ? "必须执行" : "依法裁量", Small: true));
        if (charges.Kinds(measure) is { Count: > 0 } kinds)
            lines.Add(new($"执行部门：{AgencyKindWords.Chinese(kinds)}{(charges.IsOwn(measure) ? "（查询机构在内）" : "")}", Small: true));
        lines.Add(new(PublishedWords.Chinese(measure.PublishedIn.Select(CityName)), Small: true));
        // By their documents: records of the own province may be behind the measure too.
        foreach (var across in measure.CrossProvince ?? [])
            lines.Add(new($"{string.Join('、', measure.Records.Where(record => record.City == across.City).Select(Name))}：{across.Zh}", Small: true));
        if (!measure.Verified)
            lines.Add(new("条文待法制人员核对", Small: true));
        return lines;
    }

    private static string Name(AnswerRecordReference record) => record.DocumentNumber ?? record.Key;

    private SheetTable? Records(IReadOnlyList<AnswerRecord> records) => records.Count == 0 ? null : new(
        [new("序号", .07), new("记录", .31), new("内容与依据", .33), new("期限", .29)],
        [.. records.Select((record, i) => (IReadOnlyList<SheetCell>)
        [
            (i + 1).ToString(CultureInfo.InvariantCulture),
            new(RecordLines.What(record, CityName(record.City))),
            new(RecordLines.Content(record.Record)),
            new(RecordLines.Days(record)),
        ])]);

    private string AgencyName(string code) => seeds.Agencies.GetValueOrDefault(code)?.Name ?? code;

    private string CityName(string code) => seeds.Cities.GetValueOrDefault(code)?.Name ?? code;
}
