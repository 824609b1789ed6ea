using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.Json;

namespace CreditShare.EndToEnd.Tests.Personal;

/// <summary>A file with personal data in it.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Taken">Whether it is taken as a batch; else it is refused as a whole.</param>
internal sealed record PersonalFile(string Name, string Type, byte[] Body, bool Taken = true);

/// <summary>Files that hold markers wherever a file can hold something: cells that are read, that are not, titles, headings, members, parts of a workbook that nobody asks for.</summary>
internal static class PersonalFiles
{
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static readonly (string Title, string Cell)[] Right =
    [
        ("行政相对人名称", "杭州样例青岚化工有限公司"), ("行政相对人类别", "法人及非法人组织"), ("行政相对人代码_1(统一社会信用代码)", "91330108FME2RGMM89"), ("行政处罚决定书文号", ""),
        ("违法行为类型", "未按规定公示年度报告"), ("违法事实", "经催告仍未公示。"), ("处罚依据", "《中华人民共和国行政处罚法》第二十八条"), ("处罚类别", "罚款"), ("处罚内容", "处罚款。"), ("罚款金额(万元)", "0.5万元"),
        ("处罚决定日期", "2026/3/5"), ("处罚有效期", "2099-12-31"), ("处罚机关", "杭州市市场监督管理局（样例）"), ("处罚机关统一社会信用代码", "11330100U2GY3UUJ0Y"), ("数据来源单位", "杭州市市场监督管理局（样例）"),
        ("数据来源单位统一社会信用代码", "11330100U2GY3UUJ0Y"), ("备注", "无"),
    ];

    private static readonly string[] PersonalTitles =
    [
        "法定代表人", "法定代表人证件类型", "法定代表人证件号码", "法定代表人身份证号", "证件号码", "CF_FRDB", "CF_FR_ZJHM", "CF_FR_SFZH", "CF_XDR_ZJHM", "法定代表人（必填）", "* 证件号码：", "法人代表", "负责人", "联系人", "联系电话", "身份证号",
    ];

    public static IEnumerable<PersonalFile> All(Markers markers)
    {
        // Personal columns and ignored ones beside a row that is accepted.
        yield return new("csv personal columns", Csv, Utf8([Titles(PersonalTitles, "内部意见"), Row(1, markers, "csv", PersonalTitles, markers.Number("csv ignored column"))]));
        yield return new("csv in gb18030", Csv, Gb18030.GetBytes(Text([Titles(PersonalTitles, "内部意见"), Row(2, markers, "gb18030", PersonalTitles, markers.Number("gb18030 ignored column"))])));
        yield return new("csv in utf-16", Csv, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text([Titles(PersonalTitles, "内部意见"), Row(3, markers, "utf-16", PersonalTitles, markers.Number("utf-16 ignored column"))]))]);
        foreach (var shared in (bool[])[true, false])
        {
            var how = shared ? "xlsx shared" : "xlsx inline";
            yield return new($"{how} personal columns", Xlsx, Workbook([Titles(PersonalTitles, "内部意见"), Row(shared ? 4 : 5, markers, how, PersonalTitles, markers.Number($"{how} ignored column"))], shared, markers, how));
            yield return new($"{how} wrong cells", Xlsx, Workbook([Titles([], "内部意见"), .. WrongRows(shared ? 6 : 7, markers, how)], shared, markers, $"{how} wrong"));
        }
        // A number in the place of each cell that is read: the row is refused, and no answer may show it.
        yield return new("csv wrong cells", Csv, Utf8([Titles([], "内部意见"), .. WrongRows(8, markers, "csv")]));
        yield return new("csv numbers in titles and headings", Csv, Utf8([[markers.Number("csv heading")], [.. Titles([], "内部意见"), "经办人" + markers.Number("csv ignored title")], [.. Row(9, markers, "", [], ""), "x"]]));

        yield return new("ndjson members about persons", Ndjson, Encoding.UTF8.GetBytes(string.Join('\n',
            Line(1, ("legalRepresentative", markers.Name("ndjson name")), ("idNumber", markers.Number("ndjson idNumber")), ("certificateNumber", markers.Number("ndjson certificate"))),
            Line(2, ("note", "证号" + markers.Number("ndjson note"))), Line(3, ("sourceId", markers.Number("ndjson id"))), Line(4, (markers.Number("ndjson member name"), "x")), Line(5, ("documentNumber", markers.Number("ndjson number"))),
            Line(6, ("item", markers.Number("ndjson item"))), Line(7, ("decidedOn", markers.Number("ndjson date"))), "{\"note\":\"" + markers.Number("ndjson cut off"))));
        yield return new("json members about persons", Json, Encoding.UTF8.GetBytes($"[{Line(11, ("legalRepresentative", markers.Name("json name")), ("idCard", markers.Number("json idCard")))},{Line(12, ("note", markers.Number("json note")))}]"));

        // Refused as a whole: the refusal shows what it found.
        yield return new("csv of another table", Csv, Utf8([["姓名", markers.Number("csv unknown titles")], [markers.Name("csv unknown row"), markers.Number("csv unknown row")]]), Taken: false);
        yield return new("csv with a quote", Csv, Encoding.UTF8.GetBytes(Text([Titles([], "内部意见")]) + "\"" + markers.Number("csv open quote")), Taken: false);
        yield return new("json cut off", Json, Encoding.UTF8.GetBytes($"[{Line(13, ("note", markers.Number("json cut off")))},{{\"note\":\"{markers.Number("json cut off inside")}"), Taken: false);
        yield return new("xlsx of another table", Xlsx, Workbook([["姓名", markers.Number("xlsx unknown titles")], [markers.Name("xlsx unknown row"), markers.Number("xlsx unknown row")]], true, markers, "xlsx unknown"), Taken: false);
        yield return new("text as xlsx", Xlsx, Encoding.UTF8.GetBytes(markers.Number("text as xlsx")), Taken: false);
        yield return new("xlsx as csv", Csv, Workbook([Titles([], "内部意见"), [markers.Number("xlsx as csv")]], false, markers, "xlsx as csv"), Taken: false);
    }

    private static string[] Titles(string[] personal, string ignored) => [.. Right.Select(cell => cell.Title), .. personal, ignored];

    private static string[] Row(int number, Markers markers, string how, string[] personal, string ignored) =>
    [
        .. Right.Select(cell => cell.Cell.Length > 0 ? cell.Cell : $"杭市监处罚[2026]7{number:000}号"),
        .. personal.Select((title, n) => n % 2 == 0 ? markers.Name($"{how} {title}") : markers.Number($"{how} {title}")), ignored,
    ];

    /// <summary>One row for each column: it alone holds a marker, by itself or within a text.</summary>
    private static IEnumerable<string[]> WrongRows(int number, Markers markers, string how)
    {
        for (var column = 0; column < Right.Length; column++)
        {
            foreach (var within in (string[])["", "经办人证号，"])
            {
                var row = Row((number * 100) + (column * 2) + within.Length, markers, "", [], "");
                row[column] = within + markers.Number($"{how} {Right[column].Title} {within}");
                yield return row;
            }
        }
    }

    private static byte[] Utf8(IEnumerable<string[]> rows) => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text(rows))];

    private static string Text(IEnumerable<string[]> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell}\"")) + "\r\n"));

    private static string Line(int number, params (string Name, string Value)[] members)
    {
        var record = new Dictionary<string, object>
        {
            ["sourceId"] = $"PD-{number}", ["kind"] = "honour", ["item"] = "POS-01", ["subject"] = new { name = "杭州样例青岚化工有限公司", code = "91330108FME2RGMM89" },
            ["authority"] = new { name = "杭州市市场监督管理局（样例）", code = "11330100U2GY3UUJ0Y" }, ["documentNumber"] = $"杭市监〔2026〕70{number}号", ["decidedOn"] = "2026-03-05", ["validUntil"] = "2029-03-05",
            ["honour"] = new { category = "守信激励", year = 2025, title = "样例先进单位" },
        };
        foreach (var (name, value) in members)
            record[name] = value;
        return JsonSerializer.Serialize(record);
    }

    /// <summary>A workbook whose other parts hold markers as well: properties, comments, a hidden sheet, a sheet's name, a header of the page.</summary>
    private static byte[] Workbook(string[][] rows, bool shared, Markers markers, string how)
    {
        var strings = new List<string>();
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var row in rows)
            sheet.Append("<row>").AppendJoin("", row.Select(cell => Cell(cell, shared ? strings : null))).Append("</row>");
        sheet.Append("</sheetData><headerFooter><oddHeader>").Append(markers.Number($"{how} page header")).Append("</oddHeader></headerFooter></worksheet>");
        var hidden = $"<worksheet xmlns=\"{Main}\"><sheetData><row>{Cell(markers.Number($"{how} hidden sheet"), null)}</row></sheetData></worksheet>";
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + string.Concat(((string, string)[])[("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("worksheets/sheet2.xml", "worksheet"), ("sharedStrings.xml", "sharedStrings"), ("comments1.xml", "comments")]
                    is var parts ? parts.Select(part => $"<Override PartName=\"/xl/{part.Item1}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{part.Item2}+xml\"/>") : []) + "</Types>");
            Add("_rels/.rels", Relationships(("officeDocument", "xl/workbook.xml")));
            Add("docProps/core.xml", $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"><cp:lastModifiedBy>{markers.Number($"{how} last modified by")}</cp:lastModifiedBy></cp:coreProperties>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"{markers.Number($"{how} sheet name")}\" sheetId=\"1\" r:id=\"rId0\"/><sheet name=\"{markers.Number($"{how} hidden sheet name")}\" sheetId=\"2\" state=\"hidden\" r:id=\"rId1\"/></sheets>"
                + $"<definedNames><definedName name=\"a\">\"{markers.Number($"{how} defined name")}\"</definedName></definedNames></workbook>");
            Add("xl/_rels/workbook.xml.rels", Relationships(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("sharedStrings", "sharedStrings.xml")));
            Add("xl/worksheets/sheet1.xml", sheet.ToString());
            Add("xl/worksheets/_rels/sheet1.xml.rels", Relationships(("comments", "../comments1.xml")));
            Add("xl/worksheets/sheet2.xml", hidden);
            Add("xl/comments1.xml", $"<comments xmlns=\"{Main}\"><authors><author>{markers.Name($"{how} comment author")}</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>{markers.Number($"{how} comment")}</t></text></comment></commentList></comments>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(strings.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>");

            void Add(string name, string text)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return package.ToArray();
    }

    private static string Cell(string text, List<string>? shared)
    {
        if (shared is null)
            return $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";
        var place = shared.IndexOf(text);
        if (place < 0)
        {
            place = shared.Count;
            shared.Add(text);
        }
        return $"<c t=\"s\"><v>{place}</v></c>";
    }

    private static string Relationships(params (string Kind, string Target)[] targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select((target, n) => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/{target.Kind}\" Target=\"{target.Target}\"/>")) + "</Relationships>";
}
