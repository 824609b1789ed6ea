using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Security;
using System.Text.Json;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Systems;
using CreditShare.Testing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditShare.Benchmarks.Tables;

internal enum ReadingWay
{
    /// <summary>The library's own forward reader over rows and shared strings; every cell's text is looked at.</summary>
    Bare,

    /// <summary>Rows as the import makes them: titles found, personal columns dropped, cells and faults by field.</summary>
    Rows,

    /// <summary>The same, and records made of them: normalised and in canonical bytes, as they go into the spool.</summary>
    Records,
}

/// <summary>What reading a workbook of penalties costs in time and memory. Each way reads in a process of its own, for a peak is a process's.</summary>
internal static class TableCosts
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string[] Titles =
    [
        "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "法定代表人", "法定代表人证件号码", "行政处罚决定书文号", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额(万元)",
        "处罚决定日期", "处罚有效期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注", "内部编号",
    ];

    public static async Task<int> RunAsync(int rows, CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("penalties.xlsx");
        Make(file, rows);
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {rows} rows of {Titles.Length} columns, {new FileInfo(file).Length >> 20} MiB");
        foreach (var way in Enum.GetValues<ReadingWay>())
        {
            using var child = Process.Start(Environment.ProcessPath!, ["tables", "--file", file, "--way", way.ToString()]);
            await child.WaitForExitAsync(ct);
            if (child.ExitCode != 0)
                return child.ExitCode;
        }
        await PushAsync(file, ct);
        return 0;
    }

    /// <summary>Through a house in one process, on SQLite: until the receipt, and until the last decision can be read.</summary>
    private static async Task PushAsync(string file, CancellationToken ct)
    {
        await using var house = await StandaloneSystem.StartAsync(ct);
        using var bureau = house.Bureau();
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var began = Stopwatch.GetTimestamp();
        using var response = await bureau.SendAsync(HttpMethod.Post, "/v1/batches", content, ct);
        var receipt = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        var received = Stopwatch.GetElapsedTime(began);
        var counts = (await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, ct)).GetProperty("counts");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Pushed   {counts.GetProperty("received").GetInt32(),9} rows  receipt after {received.TotalSeconds:0.0} s, last decision after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {counts.GetProperty("accepted").GetInt32()} accepted; peak of the whole house {house.Process.PeakMemory() >> 20} MiB"));
    }

    public static async Task<int> ReadAsync(string file, ReadingWay way, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = way == ReadingWay.Bare ? Bare(file) : await OursAsync(file, way, ct);
        var took = Stopwatch.GetElapsedTime(began);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way,-8} {rows,9} rows  {took.TotalSeconds,6:0.0} s  peak {self.PeakWorkingSet64 >> 20} MiB"));
        return 0;
    }

    private static async Task<int> OursAsync(string file, ReadingWay way, CancellationToken ct)
    {
        await using var body = File.OpenRead(file);
        var (rows, bytes) = (0, 0L);
        await foreach (var row in new TableReader().ReadWorkbookAsync(body, Path.GetDirectoryName(file)!, ct))
        {
            if (row.Faults.Count > 0)
                throw new InvalidDataException($"Row {row.Line}: {row.Faults[0].En}");
            rows++;
            if (way == ReadingWay.Records)
                bytes += RowConverter.Convert(row, () => rows).Content.Length;
        }
        return rows;
    }

    private static int Bare(string file)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var shared = new List<string>();
        using (var reader = OpenXmlReader.Create(document.WorkbookPart!.SharedStringTablePart!))
        {
            while (reader.Read())
            {
                if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                    shared.Add(((SharedStringItem)reader.LoadCurrentElement()!).InnerText);
            }
        }
        var (rows, characters) = (0, 0L);
        using var sheet = OpenXmlReader.Create(document.WorkbookPart.WorksheetParts.First());
        while (sheet.Read())
        {
            if (sheet.ElementType == typeof(Row) && sheet.IsStartElement)
                rows++;
            else if (sheet.ElementType == typeof(Cell) && sheet.IsStartElement)
            {
                var cell = (Cell)sheet.LoadCurrentElement()!;
                var text = cell.CellValue?.Text ?? "";
                characters += cell.DataType?.Value == CellValues.SharedString ? shared[int.Parse(text, CultureInfo.InvariantCulture)].Length : text.Length;
            }
        }
        return rows - 1;
    }

    /// <summary>As Excel and WPS save it: texts shared, days and amounts as numbers. Six texts of a row are nearly its own, the others stand in many.</summary>
    private static void Make(string file, int rows)
    {
        using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        Write(zip, "[Content_Types].xml", text => text.Write(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + Part("workbook", "sheet.main") + Part("worksheets/sheet1", "worksheet") + Part("styles", "styles") + Part("sharedStrings", "sharedStrings") + "</Types>"));
        Write(zip, "_rels/.rels", text => text.Write(Relations(("officeDocument", "xl/workbook.xml"))));
        Write(zip, "xl/_rels/workbook.xml.rels", text => text.Write(Relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))));
        Write(zip, "xl/workbook.xml", text => text.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"处罚\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
        Write(zip, "xl/styles.xml", text => text.Write($"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"));
        Write(zip, "xl/sharedStrings.xml", text =>
        {
            text.Write($"<sst xmlns=\"{Main}\">");
            foreach (var shared in Titles.Concat(Enumerable.Range(0, rows).SelectMany(Own)).Concat(Common))
                text.Write($"<si><t>{SecurityElement.Escape(shared)}</t></si>");
            text.Write("</sst>");
        });
        Write(zip, "xl/worksheets/sheet1.xml", text =>
        {
            text.Write($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">{string.Concat(Titles.Select((_, column) => Shared(column, 1, column)))}</row>");
            for (var row = 0; row < rows; row++)
                text.Write(Row(row, rows));
            text.Write("</sheetData></worksheet>");
        });
    }

    private static readonly string[] Common =
    [
        "法人及非法人组织", "违反固体废物管理规定", "《中华人民共和国行政处罚法》第四十八条", "罚款", "2099-12-31", "杭州市市场监督管理局（样例）", "11330100U2GY3UUJ0Y",
    ];

    /// <summary>Texts of a row that are its own; a subject has several records.</summary>
    private const int OwnTexts = 6;
    private const int Subjects = 20_000;

    private static IEnumerable<string> Own(int row) =>
        [$"杭州样例第{row}号科技有限公司", $"某某{row}", $"杭市监罚〔2026〕{row}号", $"现场检查发现第{row}批待售预包装食品标签未标明生产日期和保质期，经责令改正后仍未改正。", $"处罚款人民币{row}元，并责令限期改正。", Some.Subject(1 + (row % Subjects)).Code!];

    private static string Row(int row, int rows)
    {
        var (number, own, common) = (row + 2, Titles.Length + (row * OwnTexts), Titles.Length + (rows * OwnTexts));
        int[] cells = [own, common, own + 5, own + 1, own + 1, own + 2, common + 1, own + 3, common + 2, common + 3, own + 4, -1, -2, common + 4, common + 5, common + 6, common + 5, common + 6, common, own + 1];
        return $"<row r=\"{number}\">" + string.Concat(cells.Select((cell, column) => cell switch
        {
            -1 => $"<c r=\"{(char)('A' + column)}{number}\"><v>{(row % 500) + 1}</v></c>",
            -2 => $"<c r=\"{(char)('A' + column)}{number}\" s=\"1\"><v>{45_700 + (row % 300)}</v></c>",
            _ => Shared(column, number, cell),
        })) + "</row>";
    }

    private static string Shared(int column, int row, int text) => $"<c r=\"{(char)('A' + column)}{row}\" t=\"s\"><v>{text}</v></c>";

    private static string Part(string name, string type) => $"<Override PartName=\"/xl/{name}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    private static string Relations(params (string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select((relation, place) => $"<Relationship Id=\"rId{place + 1}\" Type=\"{Office}/{relation.Type}\" Target=\"{relation.Target}\"/>")) + "</Relationships>";

    private static void Write(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using var text = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(text);
    }
}
