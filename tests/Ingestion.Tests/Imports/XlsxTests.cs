using System.IO.Compression;
using System.Text;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Imports.Xlsx;
using CreditShare.Testing;
using static CreditShare.Ingestion.Tests.Imports.WorkbookFile;

namespace CreditShare.Ingestion.Tests.Imports;

/// <summary>Workbooks of every make: what is read of them, what refuses a row, what refuses all.</summary>
public sealed class XlsxTests : IDisposable
{
    /// <summary>A made-up identity number; it must be found nowhere after reading.</summary>
    private const string Marker = "110101199003070019";

    private static readonly string?[] Titles = ["行政相对人名称", "行政相对人代码_1(统一社会信用代码)", "行政处罚决定书文号", "处罚依据", "处罚决定日期", "处罚机关统一社会信用代码", "罚款金额(万元)"];
    private static readonly string?[] Cells = ["样例甲公司", "91330108FME2RGMM89", "杭市监罚〔2026〕1号", "《中华人民共和国行政处罚法》第四十八条", "2026-03-05", "11330100U2GY3UUJ0Y", "5"];

    private readonly string folder = Directory.CreateTempSubdirectory("xlsx").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(List<ReadRow> Rows, TableSource Source, IReadOnlyList<string> Ignored)> ReadAsync(byte[] bytes)
    {
        var reader = new TableReader();
        var rows = new List<ReadRow>();
        await foreach (var row in reader.ReadWorkbookAsync(new MemoryStream(bytes), folder, Cancel))
            rows.Add(row);
        return (rows, reader.Source!, reader.IgnoredColumns);
    }

    private Task<(List<ReadRow> Rows, TableSource Source, IReadOnlyList<string> Ignored)> ReadAsync(WorkbookFile file) => ReadAsync(file.Bytes());

    private async Task<UnreadableBodyException> RefusedAsync(byte[] bytes) => await Assert.ThrowsAsync<UnreadableBodyException>(() => ReadAsync(bytes));

    /// <summary>A penalty table whose one row has a cell of our own in place of one of its texts.</summary>
    private static WorkbookFile Table(string cell, int column = 0, string styles = "", string? shared = null, string properties = "") =>
        new WorkbookFile { Styles = styles, Shared = shared, Properties = properties }.Sheet(
            "处罚", Row(1, Titles) + $"<row r=\"2\">{string.Concat(Cells.Select((text, place) => place == column ? cell : Text(Address(place, 2), text!)))}</row>");

    [Fact]
    public async Task A_workbook_comes_to_the_same_record_as_the_same_table_in_CSV()
    {
        var (rows, source, _) = await ReadAsync(new WorkbookFile().Sheet("处罚", Rows(["行政处罚信息公示表"], Titles, Cells)));
        var csv = new TableReader();
        var text = string.Join(',', Titles) + "\n" + string.Join(',', Cells) + "\n";
        var expected = await csv.ReadCsvAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, Cancel).SingleAsync(Cancel);

        var row = Assert.Single(rows);
        Assert.Equal(3, row.Line);
        Assert.Equal(RowConverter.Convert(expected, () => 1).Content, RowConverter.Convert(row, () => 1).Content);
        Assert.Empty(row.Faults);
        Assert.Equal(Cells, row.Kept!.Cells);
        var sheet = Assert.Single(source.Sheets);
        Assert.Equal(((string?)null, "处罚", "penalty", 2, 0, 7), (source.Encoding, sheet.Name, sheet.Template, sheet.TitleLine, sheet.FirstRecord, sheet.Columns.Count));
    }

    [Theory]
    [InlineData("""<c r="A2" t="s"><v>0</v></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="s"><v>1</v></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="s"><v>2</v></c>""", "样例公司")]
    [InlineData("""<c t="s"><v>0</v></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>样例</t></r><r><t>公司</t></r><rPh sb="0" eb="1"><t>ようれい</t></rPh></is></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="str"><f>"样例"&amp;"公司"</f><v>样例公司</v></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="s"><f>B9</f><v>0</v></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t>样例_xD842__xDFB7_公司_x005F_x0041__x000D_</t></is></c>""", "样例𠮷公司_x0041_\r")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t><![CDATA[样例]]>&#x516C;司</t></is></c>""", "样例公司")]
    [InlineData("""<c r="A2" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="A2"><v>12</v></c>""", "12")]
    [InlineData("""<c r="A2" t="d"><v>2026-03-05T00:00:00</v></c>""", "2026-03-05T00:00:00")]
    public async Task A_cell_is_read_in_every_form_in_which_programs_write_it(string cell, string expected)
    {
        var (rows, _, _) = await ReadAsync(Table(cell, shared:
            "<si><t>样例公司</t></si><si><r><t>样例</t></r><r><rPr><sz val=\"9\"/></rPr><t xml:space=\"preserve\">公司</t></r></si><si><t>样例公司</t><rPh sb=\"0\" eb=\"2\"><t>カイシャ</t></rPh><phoneticPr fontId=\"1\"/></si>"));
        Assert.Equal(expected, Assert.Single(rows).Cells![RecordField.SubjectName]);
        Assert.Empty(rows[0].Faults);
    }

    [Fact]
    public async Task Sheets_beyond_what_any_table_has_are_refused()
    {
        var book = new WorkbookFile();
        for (var n = 0; n <= 1000; n++)
            book.Sheet($"样例{n}", "");
        Assert.Equal(WorkbookFaults.Bomb("", "").Code, (await RefusedAsync(book.Bytes())).Code);
    }

    [Fact]
    public async Task Of_an_error_that_no_spreadsheet_knows_nothing_is_told()
    {
        var (rows, _, _) = await ReadAsync(Table("""<c r="A2" t="e"><v>11010119900307123X</v></c>"""));
        var fault = Assert.Single(Assert.Single(rows).Faults);
        Assert.Equal(("formula-error", null), (fault.Code, fault.Found));
        Assert.DoesNotContain("1990", fault.Zh + fault.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<c r="A2"><f>B9</f></c>""", "formula-without-result")]
    [InlineData("""<c r="A2"><f>B9</f><v></v></c>""", "formula-without-result")]
    [InlineData("""<c r="A2"><f>B9</f><v/></c>""", "formula-without-result")]
    [InlineData("""<c r="A2" t="str"><f>B9</f></c>""", "formula-without-result")]
    [InlineData("""<c r="A2" t="e"><f>B9</f><v>#REF!</v></c>""", "formula-error")]
    [InlineData("""<c r="A2" t="s"><v>7</v></c>""", "cell-unreadable")]
    [InlineData("""<c r="A2" t="s"><v>-1</v></c>""", "cell-unreadable")]
    [InlineData("""<c r="A2" t="n"><v>x</v></c>""", "cell-unreadable")]
    [InlineData("""<c r="A2" t="n"><v>NaN</v></c>""", "cell-unreadable")]
    [InlineData("""<c r="A2" t="?"><v>1</v></c>""", "cell-unreadable")]
    [InlineData("""<c r="A2"><v>9.1330100799655E+17</v></c>""", "digits-lost")]
    [InlineData("""<c r="A2"><v>1000000000000000</v></c>""", "digits-lost")]
    [InlineData("""<c r="A2" s="1"><v>0.5</v></c>""", "number-shown-otherwise")]
    [InlineData("""<c r="A2" s="2"><v>0</v></c>""", "no-such-serial-day")]
    [InlineData("""<c r="A2" s="2"><v>60</v></c>""", "no-such-serial-day")]
    [InlineData("""<c r="A2" s="2"><v>-1</v></c>""", "no-such-serial-day")]
    [InlineData("""<c r="A2" s="2"><v>2958466</v></c>""", "no-such-serial-day")]
    [InlineData("""<c r="A2" s="2"><v>110101199003070000</v></c>""", "digits-lost")]
    public async Task A_cell_that_cannot_be_read_is_its_rows_fault_and_names_cell_and_field(string cell, string code)
    {
        var (rows, _, _) = await ReadAsync(Table(cell, styles: "<cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/></cellXfs>", shared: "<si/>"));
        var fault = Assert.Single(Assert.Single(rows).Faults);
        Assert.Equal((code, "subject.name"), (fault.Code, fault.Field));
        Assert.Contains("A2", fault.Zh, StringComparison.Ordinal);
        Assert.Null(rows[0].Kept!.Cells[0]);
    }

    // Value, number format (its code, or the number of a built-in one), what is read.
    [Theory]
    [InlineData("0.5", "", "0.5")]
    [InlineData("0.10000000000000001", "", "0.1")]
    [InlineData("1E-6", "", "0.000001")]
    [InlineData("123456789012345", "", "123456789012345")]
    [InlineData("1.2E+3", "0.00E+00", "1200")]
    [InlineData("7", "0E+00", "7")]
    [InlineData("7", "[Magenta]0", "7")]
    [InlineData("-5", "", "-5")]
    [InlineData("5000", "#,##0.00", "5000")]
    [InlineData("330100", "General", "330100")]
    [InlineData("330100", "G/通用格式", "330100")]
    [InlineData("42", "000000", "000042")]
    [InlineData("5000", "0.00\"元\"", "5000元")]
    [InlineData("5", "#,##0.00万元", "5万元")]
    [InlineData("5", "0.00\\万", "5万")]
    [InlineData("5", "@", "5")]
    [InlineData("5000", "¥#,##0.00", "5000")]
    [InlineData("5000", "\"￥\"#,##0.00", "5000")]
    [InlineData("5000", "[$¥-804]#,##0.00", "5000")]
    [InlineData("5000", "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", "5000")]
    [InlineData("5", "0\" 万元\"", "5万元")]
    [InlineData("46086", "14", "2026-03-05")]
    [InlineData("46086", "31", "2026-03-05")]
    [InlineData("46086", "57", "2026-03-05")]
    [InlineData("46086", "yyyy-mm-dd", "2026-03-05")]
    [InlineData("46086", "yyyy\"年\"m\"月\"d\"日\";@", "2026-03-05")]
    [InlineData("46086", "[$-804]yyyy\\年m\\月d\\日;@", "2026-03-05")]
    [InlineData("46086", "[DBNum1][$-804]yyyy年m月d日", "2026-03-05")]
    [InlineData("46086", "m/d", "2026-03-05")]
    [InlineData("46086", "mmm", "2026-03-05")]
    [InlineData("46086", "e/m/d", "2026-03-05")]
    [InlineData("46086.604166666664", "yyyy/m/d h:mm", "2026-03-05 14:30:00")]
    [InlineData("46086.604166666664", "yyyy/m/d", "2026-03-05")]
    [InlineData("46086.9999999", "22", "2026-03-06")]
    [InlineData("46086", "yyyy", "2026")]
    [InlineData("0.604166666666667", "h:mm", "14:30:00")]
    [InlineData("59", "14", "1900-02-28")]
    [InlineData("61", "14", "1900-03-01")]
    [InlineData("1", "14", "1900-01-01")]
    [InlineData("2958465", "14", "9999-12-31")]
    public async Task A_number_is_read_as_its_cell_shows_it(string value, string format, string expected)
    {
        var styles = format.Length < 3 && int.TryParse(format, out var builtIn)
            ? $"<cellXfs><xf numFmtId=\"{builtIn}\"/></cellXfs>"
            : $"<numFmts><numFmt numFmtId=\"200\" formatCode=\"{System.Security.SecurityElement.Escape(format)}\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"200\"/></cellXfs>";
        if (format.Length == 0)
            styles = "";
        var (rows, _, _) = await ReadAsync(Table($"<c r=\"A2\" s=\"0\"><v>{value}</v></c>", styles: styles));
        Assert.Empty(Assert.Single(rows).Faults);
        Assert.Equal(expected, rows[0].Cells![RecordField.SubjectName]);
    }

    [Theory]
    [InlineData("0!.0000")]
    [InlineData("0\\.0,")]
    [InlineData("0.00%")]
    [InlineData("#,##0,")]
    [InlineData("0.0,\"万元\"")]
    [InlineData("# ?/?")]
    [InlineData("0\"千元\"")]
    [InlineData("0\"百万元\"")]
    [InlineData("0\"千万元\"")]
    [InlineData("0\"千\"")]
    [InlineData("0\"美元\"")]
    [InlineData("0\"%\"")]
    [InlineData("0\".\"0000\"万元\"")]
    [InlineData("[$USD] 0")]
    [InlineData("[$€-407] 0")]
    [InlineData("$#,##0")]
    public async Task A_number_that_its_format_shows_as_another_is_a_fault(string format)
    {
        var (rows, _, _) = await ReadAsync(Table(
            "<c r=\"G2\" s=\"0\"><v>50000</v></c>", 6, $"<numFmts><numFmt numFmtId=\"200\" formatCode=\"{System.Security.SecurityElement.Escape(format)}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs>"));
        Assert.Equal("number-shown-otherwise", Assert.Single(Assert.Single(rows).Faults).Code);
    }

    [Fact]
    public async Task Days_are_counted_from_1904_where_the_workbook_says_so()
    {
        var (rows, _, _) = await ReadAsync(Table(
            "<c r=\"E2\" s=\"0\"><v>44624</v></c>", 4, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", properties: "<workbookPr date1904=\"1\"/>"));
        Assert.Equal("2026-03-05", Assert.Single(rows).Cells![RecordField.DecidedOn]);
    }

    [Fact]
    public async Task Sheets_are_read_one_after_another_hidden_rows_too_and_what_is_passed_over_is_told()
    {
        var file = new WorkbookFile { Shared = "" }
            .Sheet("说明", Rows(["填表说明"], ["请填写……"]))
            .Sheet("处罚", Rows(Titles, Cells) + "<row r=\"3\" hidden=\"1\">" + string.Concat(Cells.Select((cell, column) => Text(Address(column, 3), cell!))) + "</row><row r=\"4\"><c r=\"A4\" s=\"1\"/></row>")
            .Sheet("旧表", Rows(Titles, Cells), "state=\"hidden\"")
            .Sheet("更旧", Rows(Titles, Cells), "state=\"veryHidden\"")
            .Sheet("许可", Rows(["XK_XDR_MC", "XK_XDR_SHXYM", "XK_NR", "XK_JDRQ", "XK_XKJGDM"], ["样例乙公司", "1", "内容", "2026-03-05", "1"]))
            .Sheet("缺列", Rows(Titles[..5], Cells[..5]))
            .Sheet("空表", "");
        var (rows, source, _) = await ReadAsync(file);
        Assert.Equal([(2, "样例甲公司"), (3, "样例甲公司"), (2, "样例乙公司")], rows.Select(row => (row.Line, row.Cells![RecordField.SubjectName]!)));
        Assert.Equal([("处罚", "penalty", 0, 1), ("许可", "licence", 2, 0)], source.Sheets.Select(sheet => (sheet.Name!, sheet.Template, sheet.FirstRecord, sheet.HiddenRows)));
        Assert.Equal(
            [("说明", "table-unknown"), ("旧表", "hidden-sheet"), ("更旧", "hidden-sheet"), ("缺列", "columns-missing"), ("空表", "empty-body")], source.Skipped.Select(sheet => (sheet.Name, sheet.Code)));
        Assert.Equal(source.Skipped.Select(sheet => sheet.Name), source.SkippedSheets);
        Assert.Contains("处罚机关统一社会信用代码", source.Skipped[3].Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Titles_may_take_two_rows_with_cells_merged_and_may_stand_again_on_each_page()
    {
        string?[] upper = ["行政相对人名称", "行政相对人代码", null, "行政处罚决定书文号", "处罚依据", "处罚决定日期", "处罚机关统一社会信用代码"];
        string?[] lower = [null, "统一社会信用代码", "工商注册号"];
        string?[] row = ["样例甲公司", "91330108FME2RGMM89", "3301", "杭市监罚〔2026〕1号", "据", "2026-03-05", "11330100U2GY3UUJ0Y"];
        var file = new WorkbookFile { BehindData = "<mergeCells><mergeCell ref=\"A1:G1\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"A2:A3\"/></mergeCells>" }
            .Sheet("处罚", Rows(["行政处罚信息公示表"], upper, lower, row, ["行政相对人名称", "统一社会信用代码", "工商注册号", .. upper[3..]], row));
        var (rows, source, _) = await ReadAsync(file);
        Assert.Equal([4, 6], rows.Select(read => read.Line));
        Assert.All(rows, read => Assert.Equal(("3301", "样例甲公司"), (read.Cells![RecordField.RegistrationNumber], read.Cells[RecordField.SubjectName])));
        Assert.Equal(3, source.Sheets[0].TitleLine);
    }

    [Fact]
    public async Task A_row_of_codes_below_the_titles_is_no_record()
    {
        var (rows, _, _) = await ReadAsync(new WorkbookFile().Sheet("处罚", Rows(Titles, ["CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_YJ", "CF_JDRQ", "CF_CFJGDM", "CF_NR_FK"], Cells)));
        Assert.Equal(3, Assert.Single(rows).Line);
    }

    [Fact]
    public async Task Of_personal_and_extra_columns_nothing_is_kept_and_a_kept_cell_never_holds_an_identity_number()
    {
        var file = new WorkbookFile { Shared = $"<si><t>{Marker}</t></si><si><t>样例张三</t></si>" }.Sheet(
            "处罚",
            Row(1, [.. Titles, "法定代表人", "法定代表人证件号码", "内部编号", $"备注{Marker}", "备注"])
            + $"<row r=\"2\">{string.Concat(Cells.Select((cell, column) => Text(Address(column, 2), cell!)))}<c r=\"H2\" t=\"s\"><v>1</v></c><c r=\"I2\" t=\"s\"><v>0</v></c>{Text("J2", "N1" + Marker)}{Text("K2", Marker)}{Text("L2", "证号" + Marker)}</row>");
        var (rows, source, ignored) = await ReadAsync(file);
        var row = Assert.Single(rows);
        Assert.Equal([.. Cells, null, null, null, null, null], row.Kept!.Cells);
        Assert.Equal([true, true, false, false, false], source.Sheets[0].Columns.Skip(7).Select(column => column.IsPersonal));
        Assert.Equal(2, ignored.Count);
        var record = RowConverter.Convert(row, () => 1);
        var everything = Encoding.UTF8.GetString(record.Content) + Encoding.UTF8.GetString(record.Faults!) + string.Join('|', row.Kept.Cells) + string.Join('|', ignored) + string.Join('|', source.Sheets[0].Columns);
        Assert.DoesNotContain(Marker, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"3\"/><row r=\"2\"/>", "rows-disordered")]
    [InlineData("<row r=\"2\"/><row r=\"2\"/>", "rows-disordered")]
    [InlineData("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>", "rows-disordered")]
    [InlineData("<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>", "rows-disordered")]
    [InlineData("<row r=\"2\"><c r=\"A3\"/></row>", "workbook-malformed")]
    [InlineData("<row r=\"0\"/>", "workbook-malformed")]
    [InlineData("<row r=\"1048577\"/>", "workbook-malformed")]
    [InlineData("<row r=\"2\"><c r=\"XFE2\"/></row>", "workbook-malformed")]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x</is></c></row>", "workbook-malformed")]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&lol;</t></is></c></row>", "workbook-malformed")]
    public async Task A_sheet_that_no_program_writes_is_refused_whole_and_named(string rows, string code)
    {
        var fault = await RefusedAsync(new WorkbookFile().Sheet("处罚表", Row(1, Titles) + rows).Bytes());
        Assert.Equal(code, fault.Code);
        Assert.Contains("处罚表", fault.Pointer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_as_long_as_Excel_allows_is_read_and_a_longer_one_refuses_the_workbook()
    {
        var longest = new string('长', XlsxLimits.LongestCell);
        Assert.Equal(longest, Assert.Single((await ReadAsync(Table(Text("A2", longest)))).Rows).Cells![RecordField.SubjectName]);
        Assert.Equal("cell-too-long", (await RefusedAsync(Table(Text("A2", longest + "长")).Bytes())).Code);
        Assert.Equal("cell-too-long", (await RefusedAsync(Table("<c r=\"A2\" t=\"s\"><v>0</v></c>", shared: $"<si><t>{longest}长</t></si>").Bytes())).Code);
        Assert.Equal("cell-too-long", (await RefusedAsync(Table($"<c r=\"A2\" x=\"{new string('x', 2 * XlsxLimits.Piece)}\"/>").Bytes())).Code);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "too-many-columns")]
    public async Task A_table_has_five_hundred_columns_at_most(int columns, string? code)
    {
        var file = new WorkbookFile().Sheet("处罚", Rows([.. Titles, .. Enumerable.Range(0, columns - Titles.Length).Select(number => $"多{number}")], Cells)).Bytes();
        if (code is null)
            Assert.Equal(500, (await ReadAsync(file)).Source.Sheets[0].Columns.Count);
        else
            Assert.Equal(code, (await RefusedAsync(file)).Code);
    }

    [Fact]
    public async Task A_strict_workbook_is_read_and_so_is_one_with_macros_and_with_links_on_cells()
    {
        Assert.Single((await ReadAsync(new WorkbookFile { Strict = true }.Sheet("处罚", Rows(Titles, Cells)))).Rows);
        var linked = new WorkbookFile { SheetRelations = Relation("rId1", "hyperlink", "mailto:某某 @@例", external: true) + Relation("rId2", "hyperlink", "http://样例.example/ a b", external: true) };
        Assert.Single((await ReadAsync(linked.Sheet("处罚", Rows(Titles, Cells)))).Rows);
        var macros = new WorkbookFile().Sheet("处罚", Rows(Titles, Cells));
        macros.Parts["[Content_Types].xml"] = Encoding.UTF8.GetString(Part(macros.Bytes(), "[Content_Types].xml"))
            .Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", StringComparison.Ordinal);
        Assert.Single((await ReadAsync(macros)).Rows);
    }

    /// <summary>Files that LibreOffice made of the same three rows, with days and amounts as numbers where it knew them for such.</summary>
    [Fact]
    public async Task A_workbook_that_LibreOffice_wrote_is_read_and_its_other_formats_are_told()
    {
        static byte[] Made(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Ingestion.Tests", "Imports", "Files", name));

        var (rows, source, ignored) = await ReadAsync(Made("penalties.xlsx"));
        Assert.Equal([2, 3, 4], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Empty(row.Faults));
        Assert.Equal(("2024-10-13", "0.04"), (rows[0].Cells![RecordField.DecidedOn], rows[0].Cells![RecordField.Fine]));
        Assert.Equal("2026/2/8", rows[1].Cells![RecordField.DecidedOn]);
        Assert.Equal(3, source.Sheets[0].Columns.Count(column => column.IsPersonal));
        Assert.Equal(["内部流水号"], ignored);
        Assert.Equal("open-document", (await RefusedAsync(Made("penalties.ods"))).Code);
        Assert.Equal("old-excel", (await RefusedAsync(Made("penalties.xls"))).Code);
    }

    [Fact]
    public async Task Links_to_other_files_refuse_the_workbook()
    {
        var book = new WorkbookFile { BookRelations = Relation("rId90", "externalLink", "externalLinks/externalLink1.xml") }.Sheet("处罚", Rows(Titles, Cells));
        book.Parts["xl/externalLinks/externalLink1.xml"] = "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";
        Assert.Equal("external-links", (await RefusedAsync(book.Bytes())).Code);
        var path = new WorkbookFile { BookRelations = Relation("rId90", "externalLinkPath", "file:///c:/other.xlsx", external: true) }.Sheet("处罚", Rows(Titles, Cells));
        Assert.Equal("external-links", (await RefusedAsync(path.Bytes())).Code);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public async Task A_document_type_refuses_the_workbook(string part)
    {
        var file = Table("<c r=\"A2\" t=\"s\"><v>0</v></c>", shared: "<si><t>x</t></si>");
        file.Parts[part] = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY lol \"lol\">]>" + Encoding.UTF8.GetString(Part(file.Bytes(), part));
        Assert.Equal("workbook-dtd", (await RefusedAsync(file.Bytes())).Code);
    }

    [Fact]
    public async Task What_is_no_workbook_is_told_for_what_it_is()
    {
        var book = Table(Text("A2", "x")).Bytes();
        byte[] Old(string name) => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[22], 9, 0, .. new byte[16], 0, 0, 0, 0, .. new byte[460], .. Encoding.Unicode.GetBytes("Root Entry"), .. new byte[108], .. Encoding.Unicode.GetBytes(name), .. new byte[600]];
        foreach (var (bytes, code) in new (byte[], string)[]
        {
            ([], "empty-body"),
            (Encoding.UTF8.GetBytes("行政相对人名称,行政相对人代码_1\n"), "not-a-workbook"),
            ("<html><table><tr><td>1</td></tr></table></html>"u8.ToArray(), "not-a-workbook"),
            ([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0], "not-a-workbook"),
            (Old("Workbook"), "old-excel"),
            (Old("EncryptedPackage"), "encrypted"),
            (Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"u8.ToArray()), ("content.xml", [])]), "open-document"),
            (Zip([("[Content_Types].xml", []), ("xl/workbook.bin", [])]), "binary-workbook"),
            (Zip([("a.txt", [])]), "not-a-workbook"),
            (Zip([("[Content_Types].xml", []), ("word/document.xml", [])]), "not-a-workbook"),
            (Zip([]), "not-a-workbook"),
            (book[..(book.Length / 2)], "workbook-truncated"),
            (book[..^1], "workbook-truncated"),
            (book[..4], "workbook-truncated"),
            ([.. book[..100], .. book[101..]], "workbook-malformed"),
        })
            Assert.Equal(code, (await RefusedAsync(bytes)).Code);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_more_than_it_may_is_refused_before_it_is_unpacked()
    {
        var padded = Table(Text("A2", "x"));
        padded.Parts["xl/worksheets/sheet9.xml"] = new string(' ', 32 * 1024 * 1024);
        Assert.Equal("workbook-too-large", (await RefusedAsync(padded.Bytes(CompressionLevel.SmallestSize))).Code);
        var many = Zip(Enumerable.Range(0, XlsxLimits.Entries + 1).Select(number => ($"f{number}", Array.Empty<byte>())), CompressionLevel.NoCompression);
        Assert.Equal("workbook-too-large", (await RefusedAsync(many)).Code);
        Assert.Equal("workbook-malformed", (await RefusedAsync(Zip([("[Content_Types].xml", []), ("[content_types].xml", [])]))).Code);
    }

    [Fact]
    public async Task A_length_that_the_ZIP_lies_about_does_not_let_more_through()
    {
        var bytes = Table(Text("A2", "x")).Bytes();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var name = Encoding.ASCII.GetBytes("xl/worksheets/sheet1.xml");
        // In the directory: 24 bytes into the entry's record, 46 before its name, stands the length.
        var record = bytes.AsSpan().LastIndexOf(name) - 46;
        Assert.True(bytes.AsSpan(record).StartsWith("PK\x01\x02"u8));
        BitConverter.TryWriteBytes(bytes.AsSpan(record + 24), 100);
        Assert.Equal("workbook-malformed", (await RefusedAsync(bytes)).Code);
    }

    [Fact]
    public async Task Without_a_sheet_of_ours_the_nearest_one_says_why()
    {
        Assert.Equal(("columns-missing", "sheet 缺列, row 1"), Said(await RefusedAsync(new WorkbookFile().Sheet("说明", Rows(["甲"], ["乙"])).Sheet("缺列", Rows(Titles[..5], Cells[..5])).Bytes())));
        Assert.Equal(("table-unknown", "sheet 说明, row 1"), Said(await RefusedAsync(new WorkbookFile().Sheet("说明", Rows(["甲"], ["乙"])).Sheet("空", "").Bytes())));
        Assert.Equal("empty-body", (await RefusedAsync(new WorkbookFile().Sheet("处罚", Rows(Titles, Cells), "state=\"hidden\"").Bytes())).Code);
        Assert.Equal("empty-body", (await RefusedAsync(new WorkbookFile().Bytes())).Code);

        static (string, string) Said(UnreadableBodyException fault) => (fault.Code, fault.Pointer);
    }

    private static byte[] Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var part = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        part.CopyTo(bytes);
        return bytes.ToArray();
    }
}
