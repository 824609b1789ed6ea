using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Domain.Codes;
using CreditShare.SampleMaker;

// Writes seeds/samples anew, always the same: dotnet run --project tests/SampleMaker -- seeds/samples
var folder = args is [var given] ? given : throw new ArgumentException("Name the folder: seeds/samples");
var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
(string Code, string Name)[] members = [("330100", "杭州"), ("330400", "嘉兴"), ("330500", "湖州"), ("330600", "绍兴"), ("330800", "衢州"), ("341000", "黄山")];
var cities = members.Select(member => new SampleCity(member.Code, member.Name, new Random(int.Parse(member.Code, null)))).ToList();

// One subject each that is worth looking up; the first is known in every city.
var everywhere = cities[0].Subjects[0];
var honoured = cities[0].Subjects[1];
var listed = cities[1].Subjects[2];
var disputed = cities[2].Subjects[3];
var withdrawn = cities[0].Subjects[5];
var restricted = cities[0].Subjects[9];

foreach (var (i, city) in cities.Index())
{
    var path = Path.Combine(folder, city.Code);
    Directory.CreateDirectory(path);
    var random = new Random(1000 + i);
    var penalties = new PenaltyTable(city, cities[(i + 1) % cities.Count].Market.Code, random);
    var licences = new LicenceTable(city, random);
    var lines = new RecordLines(city, random);

    var penaltyRows = Enumerable.Range(1, 120).Select(penalties.Row).ToList();
    penaltyRows.Add(penaltyRows[3]);
    penaltyRows.InsertRange(40, Enumerable.Range(0, 12).Select(n => penalties.WrongRow(500 + n, n)));
    // Half of the bureaus still save their tables as GB18030.
    WriteTable(Path.Combine(path, "1-penalties.csv"), [penalties.Header, .. penaltyRows], i % 2 == 0 ? new UTF8Encoding(true) : gb18030);

    var licenceRows = Enumerable.Range(1, 60).Select(licences.Row).ToList();
    licenceRows.InsertRange(20, Enumerable.Range(0, 4).Select(n => licences.WrongRow(300 + n, n)));
    WriteTable(Path.Combine(path, "2-licences.csv"), [licences.Header, .. licenceRows], new UTF8Encoding(false));

    var records = new List<string>();
    records.AddRange(Enumerable.Range(1, 12).Select(n => lines.Honour(n)));
    records.AddRange(Enumerable.Range(1, 10).Select(n => lines.Listing(n, item: n % 3 == 0 ? "GEN-05" : n % 3 == 1 ? "GEN-08" : "TOU-02")));
    records.AddRange(Enumerable.Range(1, 12).Select(n => lines.Penalty(n)));
    records.Add(lines.Penalty(101, subject: everywhere, on: new DateOnly(2026, 3, 10 + i)));
    if (i == 0)
    {
        records.Add(lines.Honour(102, honoured));
        records.Add(lines.Penalty(105, subject: withdrawn, on: new DateOnly(2026, 5, 6)));
        records.Add(lines.Penalty(105, "withdraw", "原处罚决定被依法撤销。", withdrawn, new DateOnly(2026, 5, 6)));
    }
    if (i == 1)
        records.Add(lines.Listing(103, listed));
    if (i == 2)
    {
        records.Add(lines.Penalty(104, subject: disputed, on: new DateOnly(2026, 4, 2)));
        records.Add(lines.Penalty(104, "dispute", "当事人对违法事实提出异议，正在核查。", disputed, new DateOnly(2026, 4, 2)));
    }
    // The same decision under another id, and a corrected version of an honour.
    records.Add(lines.Penalty(101, subject: everywhere, on: new DateOnly(2026, 3, 10 + i), id: "HB-AGAIN"));
    records.Add(records[0].Replace("样例质量管理先进单位", "样例质量管理示范单位", StringComparison.Ordinal).Replace("\"kind\"", "\"change\":\"correct\",\"kind\"", StringComparison.Ordinal));
    records.AddRange(lines.Wrong());
    if (i == 0)
        records.AddRange(lines.Restricted(restricted));
    File.WriteAllText(Path.Combine(path, "3-records.ndjson"), string.Join('\n', records) + "\n");
}

var worth = new[]
{
    new { code = everywhere.Code, zh = "六市均有严重环境处罚，多项措施", en = "penalised in all six cities, many measures" },
    new { code = honoured.Code, zh = "有表彰，可激励", en = "honoured, with rewards" },
    new { code = listed.Code, zh = "列入拖欠农民工工资失信名单", en = "on the wage arrears list" },
    new { code = disputed.Code, zh = "有异议标注的处罚", en = "a penalty with an open objection" },
    new { code = withdrawn.Code, zh = "其中一项处罚已撤销", en = "one of its penalties was withdrawn" },
    new { code = restricted.Code, zh = "有须授权查询和部门共享的记录", en = "with a record on authorisation and one shared among departments" },
    new { code = UnifiedSocialCreditCode.Compose("91", "330100", "NRECRD09").Value, zh = "登记库中没有记录", en = "nothing is held" },
};
File.WriteAllText(
    Path.Combine(folder, "worth-looking-up.json"),
    JsonSerializer.Serialize(worth, new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

static void WriteTable(string file, IEnumerable<string[]> rows, Encoding encoding) =>
    File.WriteAllText(file, string.Concat(rows.Select(row => string.Join(',', row.Select(Cell)) + "\r\n")), encoding);

static string Cell(string text) =>
    text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
