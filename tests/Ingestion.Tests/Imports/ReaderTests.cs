using System.IO.Pipelines;
using System.Text;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Csv;
using CreditShare.Testing;

namespace CreditShare.Ingestion.Tests.Imports;

public sealed class ReaderTests
{
    /// <summary>A made-up identity number; it must be found nowhere after reading.</summary>
    private const string Marker = "110101199003070019";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<ReadRow>> ReadAsync(IAsyncEnumerable<ReadRow> rows)
    {
        var read = new List<ReadRow>();
        await foreach (var row in rows)
            read.Add(row);
        return read;
    }

    private static Task<List<ReadRow>> NdjsonAsync(string text, int buffer = 4096) =>
        ReadAsync(NdjsonReader.ReadAsync(
            PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)), new StreamPipeReaderOptions(bufferSize: buffer, minimumReadSize: 1)), Cancel));

    private static Task<List<ReadRow>> JsonAsync(string text) => ReadAsync(JsonArrayReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel));

    private static async Task<(List<ReadRow> Rows, IReadOnlyList<string> Ignored)> CsvAsync(string text, Encoding? encoding = null)
    {
        var reader = new TableReader();
        var rows = await ReadAsync(reader.ReadCsvAsync(new MemoryStream([.. (encoding ?? Encoding.UTF8).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)]), null, Cancel));
        return (rows, reader.IgnoredColumns);
    }

    private static string Texts(SubmittedRecord record) =>
        Encoding.UTF8.GetString(record.Content) + Encoding.UTF8.GetString(record.Faults ?? []);

    [Theory]
    [InlineData(16)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Lines_are_read_across_the_borders_of_buffers_and_empty_ones_are_counted(int buffer)
    {
        var rows = await NdjsonAsync("\uFEFF{\"sourceId\":\"一\"}\r\n\r\n   \n{\"sourceId\":\"二\"}\n{\"sourceId\":\"三\"}", buffer);
        Assert.Equal([(1, "一"), (4, "二"), (5, "三")], rows.Select(row => (row.Line, row.Cells![RecordField.SourceId]!)));
    }

    [Fact]
    public async Task A_bad_line_is_its_own_fault_and_a_long_one_too()
    {
        var rows = await NdjsonAsync($"{{\"sourceId\":\"1\"\n{new string('x', MessageLimits.RecordBytes + 1)}\n{{\"sourceId\":\"3\"}}\n");
        Assert.Equal([false, false, true], rows.Select(row => row.Cells is not null));
        Assert.All(rows[..2], row => Assert.Equal("record-unreadable", Assert.Single(row.Faults).Code));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_in_an_array_are_their_elements_fault()
    {
        byte[] body = [.. "[{\"sourceId\":\"a"u8, 0xFF, 0xFE, .. "\"},{\"sourceId\":\"b\"}]"u8];
        var rows = await ReadAsync(JsonArrayReader.ReadAsync(new MemoryStream(body), Cancel));
        Assert.Equal([false, true], rows.Select(row => row.Cells is not null));
    }

    [Fact]
    public async Task Of_a_line_with_thousands_of_faults_some_are_told_and_the_rest_counted()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 4000).Select(n => $"\"x{n}\":1")) + "}";
        var record = RowConverter.Convert(Assert.Single(await NdjsonAsync(json)), () => 1);
        var reasons = DecisionJson.ReadReasons(record.Faults!);
        Assert.Equal((51, "more-faults"), (reasons.Count, reasons[^1].Code));
        Assert.Contains("395", reasons[^1].En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"sourceId\":\"1\",\"sourceId\":\"2\"}", "sourceId")]
    [InlineData("{\"penalty\":{\"fine\":1,\"fine\":2}}", "penalty.fine")]
    [InlineData("{\"penalty\":{\"fine\":1},\"penalty\":{\"fine\":2}}", "penalty")]
    public async Task A_member_that_stands_twice_is_a_fault_and_not_the_last_words_win(string json, string member)
    {
        var fault = Assert.Single(Assert.Single(await NdjsonAsync(json)).Faults);
        Assert.Equal(("repeated-field", member), (fault.Code, fault.Field));
    }

    // Bytes that no GB18030 text holds; a best-fit decoder would make question marks of them.
    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0x80, 0x20 })]
    [InlineData(new byte[] { 0xA1, 0x20 })]
    public async Task A_table_damaged_in_gb18030_is_the_cells_fault(byte[] damage)
    {
        byte[] table =
        [
            .. Gb18030.GetBytes("处罚机关统一社会信用代码,处罚决定日期,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚依据,违法行为类型\nx,2026-01-01,某公司,y,号,据,违法"),
            .. damage, .. Gb18030.GetBytes("行为\n"),
        ];
        var rows = await ReadAsync(new TableReader().ReadCsvAsync(new MemoryStream(table), null, Cancel));
        Assert.Contains(Assert.Single(rows).Faults, fault => fault.Code == "wrong-encoding");
    }

    private const string RequiredTitles = "处罚机关统一社会信用代码,处罚决定日期,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚依据";

    [Theory]
    [InlineData("杭州市行政处罚信息公示表\n", 3)]
    [InlineData("行政处罚信息公示表,,,,,\n填报单位：某局,,,,,2026年1月\n", 4)]
    [InlineData("\"行政处罚\n信息公示表\"\n", 4)]
    [InlineData("处罚机关：,某局,数据来源单位：,某局\n", 3)]
    public async Task Titles_are_found_below_heading_lines_and_rows_keep_their_line(string heading, int line)
    {
        var (rows, _) = await CsvAsync(heading + RequiredTitles + "\nx,2026-01-01,某公司,y,号,据\n");
        var row = Assert.Single(rows);
        Assert.Equal((line, "某公司", "据"), (row.Line, row.Cells![RecordField.SubjectName], row.Cells[RecordField.LegalBasis]));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(';')]
    [InlineData('|')]
    public async Task What_divides_the_cells_is_told_by_the_titles_and_not_by_the_heading(char delimiter)
    {
        foreach (var heading in (string[])["", "公示表；2026年;一月|二月\t三月,四月\n", "公示表;;;;\n"])
        {
            var (rows, _) = await CsvAsync(heading + (RequiredTitles + "\nx,2026-01-01,某公司,y,号,据\n").Replace(',', delimiter));
            Assert.Equal("某公司", Assert.Single(rows).Cells![RecordField.SubjectName]);
        }
    }

    [Fact]
    public async Task A_column_that_is_missing_below_a_heading_is_told_with_the_titles_own_line()
    {
        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => CsvAsync("公示表\n处罚内容,处罚类别,处罚依据\n1,2,3\n"));
        Assert.Equal(("columns-missing", "line 2"), (fault.Code, fault.Pointer));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task Titles_are_looked_for_in_the_first_twenty_rows(int headings, bool found)
    {
        var table = string.Concat(Enumerable.Repeat("公示表\n", headings)) + RequiredTitles + "\nx,2026-01-01,某公司,y,号,据\n";
        if (found)
            Assert.Single((await CsvAsync(table)).Rows);
        else
            Assert.Equal("table-unknown", (await Assert.ThrowsAsync<UnreadableBodyException>(() => CsvAsync(table))).Code);
    }

    [Fact]
    public async Task A_title_row_beyond_all_measure_refuses_the_body()
    {
        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => CsvAsync(new string('x', 3_000_000)));
        Assert.Equal(("csv-malformed", "line 1"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public async Task A_line_beyond_all_measure_refuses_the_body_and_names_the_line()
    {
        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => NdjsonAsync("{}\n" + new string('x', NdjsonReader.LongestLine + 1)));
        Assert.Equal(("line-too-long", "line 2"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public async Task An_element_beyond_all_measure_refuses_the_body_and_a_shorter_one_is_its_own_fault()
    {
        const string Around = "{\"note\":\"\"}";
        var longest = $"{{\"note\":\"{new string('x', JsonArrayReader.LongestElement - Around.Length)}\"}}";
        var rows = await JsonAsync($"[{{}},{longest},{longest},{{}}]");
        Assert.Equal([(1, 0), (2, 1), (3, 1), (4, 0)], rows.Select(row => (row.Line, row.Faults.Count(reason => reason.Code == "record-unreadable"))));

        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => JsonAsync($"[{{}},{longest.Insert(longest.Length / 2, "x")},{{}}]"));
        Assert.Equal(("record-too-long", "record 2"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public async Task An_element_without_end_is_refused_before_much_of_it_is_read()
    {
        await using var body = new EndlessBody("[{\"sourceId\":\"1\"},{\"note\":\""u8.ToArray());
        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => ReadAsync(JsonArrayReader.ReadAsync(body, Cancel)));
        Assert.Equal(("record-too-long", "record 2"), (fault.Code, fault.Pointer));
        Assert.InRange(body.Given, JsonArrayReader.LongestElement, 4 * JsonArrayReader.LongestElement);
    }

    [Theory]
    [InlineData("{\"sourceID\":\"1\"}", "unknown-field", "sourceId")]
    [InlineData("{\"subject\":{\"cod\":\"1\"}}", "unknown-field", "subject.code")]
    [InlineData("{\"subject\":\"1\"}", "unknown-field", "")]
    [InlineData("{\"note\":{\"a\":1}}", "wrong-type", "")]
    [InlineData("{\"penalty\":{\"kinds\":[\"fine\",1]}}", "wrong-type", "")]
    [InlineData("{} {}", "record-unreadable", "")]
    [InlineData("[1]", "record-unreadable", "")]
    [InlineData("\"text\"", "record-unreadable", "")]
    [InlineData("{\"note\":\"\\ud800\"}", "record-unreadable", "")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{}}}}}}}}}", "record-unreadable", "")]
    public void A_wrong_member_is_named_with_what_would_be_right(string json, string code, string right)
    {
        var reason = Assert.Single(JsonRow.Read(1, Encoding.UTF8.GetBytes(json)).Faults);
        Assert.Equal(code, reason.Code);
        Assert.Contains(right, reason.RightEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_the_lines_fault() =>
        Assert.Equal("record-unreadable", Assert.Single(JsonRow.Read(1, [.. "{\"note\":\""u8, 0xB9, 0xFE, .. "\"}"u8]).Faults).Code);

    [Fact]
    public void Of_json_it_is_kept_what_stood_there_but_for_what_is_a_persons()
    {
        var row = JsonRow.Read(3, Encoding.UTF8.GetBytes("""{"sourceId":"P-1","penalty":{"fine":20000.50},"decidedOn":"2026年6月1日","subject":{"idNumber":"x"},"note":"110101199003077475","item":" "}"""));
        Assert.Equal((3, 0), (row.Kept.Line, row.Kept.Cells.Count));
        Assert.Equal([("decidedOn", "2026年6月1日"), ("penalty.fine", "20000.50"), ("sourceId", "P-1")], row.Kept.Fields!.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (field.Key, field.Value)));
        Assert.Empty(JsonRow.Read(1, "{"u8).Kept.Fields!);
    }

    [Fact]
    public void Values_of_every_type_become_cells()
    {
        var cells = JsonRow.Read(1, """{"sourceVersion":7,"penalty":{"kinds":["fine","warning"],"fine":20000.50},"licence":{"status":true},"note":null}"""u8).Cells!;
        Assert.Equal(
            ("7", "fine;warning", "20000.50", "true", (string?)null),
            (cells[RecordField.SourceVersion], cells[RecordField.PenaltyKinds], cells[RecordField.Fine], cells[RecordField.LicenceStatus], cells[RecordField.Note]));
    }

    [Theory]
    [InlineData("""{"legalRepresentative":"X","subject":{"name":"样例","idNumber":"X","legalRepresentativeIdNumber":"X"},"idCard":"X"}""")]
    [InlineData("""{"subject":{"name":"样例","code":"X"}}""")]
    [InlineData("""{"sourceId":"X","penalty":{"facts":"证号X。"},"documentNumber":"X"}""")]
    [InlineData("""{"decidedOn":"X","kind":"X","sourceVersion":"X","X":1}""")]
    public void Personal_data_is_nowhere_in_what_is_spooled(string json)
    {
        var row = JsonRow.Read(1, Encoding.UTF8.GetBytes(json.Replace("X", Marker, StringComparison.Ordinal)));
        Assert.DoesNotContain(Marker, Texts(RowConverter.Convert(row, () => 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_row_wider_than_its_titles_nothing_is_read_kept_or_told()
    {
        var row = Assert.Single((await CsvAsync(RequiredTitles + "\n张三,x,2026-01-01,某公司,y,号,据\n")).Rows);
        Assert.Equal(("cells-beyond-titles", null), (Assert.Single(row.Faults).Code, row.Cells));
        Assert.All(row.Kept!.Cells, Assert.Null);
        Assert.DoesNotContain("张三", Texts(RowConverter.Convert(row, () => 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_sent_as_lines_of_JSON_is_refused_whole() =>
        Assert.Equal("not-ndjson", (await Assert.ThrowsAsync<UnreadableBodyException>(() => NdjsonAsync("PK\u0003\u0004\n{}\n"))).Code);

    [Fact]
    public async Task An_identity_number_in_the_place_of_a_licence_number_is_in_no_id()
    {
        const string Titles = "行政相对人名称,行政相对人代码_1(统一社会信用代码),许可内容,许可决定日期,许可机关统一社会信用代码,许可编号\n样例公司,91330100799655058B,样例,2026-03-05,11330100U2GY3UUJ0Y,";
        var ids = new[] { Marker, "" }.Select(async number => Assert.Single((await CsvAsync($"{Titles}{number}\n")).Rows).Cells![RecordField.SourceId]);
        Assert.Single((await Task.WhenAll(ids)).Distinct());
    }

    [Fact]
    public async Task A_json_array_is_read_record_by_record_and_a_fault_of_the_array_refuses_it()
    {
        Assert.Equal([1, 2], (await JsonAsync("""[{"sourceId":"1"},5]""")).Select(row => row.Line));
        Assert.Empty(await JsonAsync("[]"));
        foreach (var broken in (string[])["""[{"sourceId":"1"},{"sourceId":]""", """{"records":[]}""", "", """[{"sourceId":"1"}"""])
            Assert.Equal("json-malformed", (await Assert.ThrowsAsync<UnreadableBodyException>(() => JsonAsync(broken))).Code);
    }

    [Theory]
    [InlineData("行政相对人代码_1(统一社会信用代码)")]
    [InlineData("行政相对人代码_1（统一社会信用代码）")]
    [InlineData(" 行政相对人代码_1 （统一社会信用代码） ")]
    [InlineData("行政相对人代码_1（统一社会信用代码）*")]
    [InlineData("*行政相对人代码_１（统一社会信用代码）（必填）：")]
    [InlineData("CF_XDR_SHXYM")]
    [InlineData("cf_xdr_shxym")]
    public void A_title_counts_in_every_spelling(string title) =>
        Assert.Equal(RecordField.SubjectCode, PenaltyTable.Template.Find(title));

    [Fact]
    public async Task Columns_stand_in_any_order_extra_ones_are_reported_and_personal_ones_leave_no_trace()
    {
        const string Titles = "处罚机关统一社会信用代码,流水号,法定代表人,法定代表人证件号码,证件号码,处罚决定日期,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚依据,罚款金额(万元)";
        var (rows, ignored) = await CsvAsync($"{Titles}\r\n11330100A,N1,张三,{Marker},{Marker},2024/3/5,\"样例\n\"\"甲\"\"公司\",91330100799655058b,杭环罚[2024]12号,《行政处罚法》第28条,0.5\r\n,,,,,,,,,,\r\n短行\r\n");
        Assert.Equal(["流水号"], ignored);
        Assert.Equal(2, rows.Count);
        var record = RowConverter.Convert(rows[0], () => 1);
        Assert.DoesNotContain(Marker, Texts(record), StringComparison.Ordinal);
        Assert.DoesNotContain("张三", Texts(record), StringComparison.Ordinal);
        var read = RecordJson.Read(record.Content);
        Assert.Equal(
            ("样例 \"甲\"公司", "91330100799655058B", "杭环罚〔2024〕12号", 5000m, "GEN-03"),
            (read.Subject!.Name, read.Subject.Code, read.DocumentNumber, read.Penalty!.Fine, read.Item));
    }

    [Fact]
    public async Task Without_an_id_of_its_own_a_row_has_one_that_is_the_same_again_and_tells_nothing_of_it()
    {
        const string Titles = "处罚机关统一社会信用代码,处罚决定日期,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚依据";
        async Task<string> IdAsync(string number, string name = "甲")
        {
            var (rows, _) = await CsvAsync($"{Titles}\r\n113301000000000000,2024/3/5,{name},91330100799655058B,{number},《行政处罚法》第28条\r\n");
            return Assert.Single(rows).Cells![RecordField.SourceId]!;
        }

        var id = await IdAsync("杭环罚〔2024〕12号");
        Assert.Matches("^row-[a-p]{32}$", id);
        Assert.Equal(id, await IdAsync("杭环罚[2024]12号", "乙"));
        Assert.NotEqual(id, await IdAsync("杭环罚〔2024〕13号"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task A_row_has_the_number_of_the_files_line_on_which_it_begins(string end)
    {
        string[] lines = ["CF_XDR_MC,CF_XDR_SHXYM,\"CF_WSH", "\",CF_JDRQ,CF_YJ,CF_CFJGDM,CF_WFXW", "甲,1,1,1,1,1,1", "\"乙", "", "公司\",1,1,1,1,1,1", "", "丙,1,1,1,1,1,\"1", "\"", "丁,1,1,1,1,1,1"];
        var (rows, _) = await CsvAsync(string.Join(end, lines) + end);
        Assert.Equal([3, 4, 8, 10], rows.Select(row => row.Line));

        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => CsvAsync(string.Join(end, [.. lines, "\"戊,1", "1"])));
        Assert.Equal(("csv-malformed", "line 11"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public async Task Of_titles_that_no_field_has_fifty_are_told_each_cut_to_a_hundred_characters()
    {
        const string Titles = "XK_XDR_MC,XK_XDR_SHXYM,XK_NR,XK_JDRQ,XK_XKJGDM";
        var (_, ignored) = await CsvAsync($"{Titles},{new string('长', 99)}𠮷𠮷,备注{Marker},{string.Join(',', Enumerable.Range(0, 400).Select(n => $"多{n}"))}\n");
        Assert.Equal((50, new string('长', 99), "多0"), (ignored.Count, ignored[0], ignored[2]));
        Assert.DoesNotContain(ignored, title => title.Contains(Marker, StringComparison.Ordinal) || title.Length > 100);
    }

    [Fact]
    public async Task A_table_in_GB18030_keeps_rare_characters()
    {
        const string Text = "XK_XDR_MC,XK_XDR_SHXYM,XK_NR,XK_JDRQ,XK_XKJGDM\r\n杭州㐂䶮𠮷样例公司,91330100799655058B,内容,2024-03-05,1\r\n";
        var (rows, _) = await CsvAsync(Text, Gb18030);
        Assert.Equal("杭州㐂䶮𠮷样例公司", Assert.Single(rows).Cells![RecordField.SubjectName]);
        Assert.Equal("licence", rows[0].Cells![RecordField.Kind]);
    }

    [Fact]
    public async Task A_code_that_a_spreadsheet_saved_in_scientific_notation_is_told_for_what_it_is()
    {
        var (rows, _) = await CsvAsync(RequiredTitles + "\nx,2026-01-01,某公司,9.1330E+17,号,据\n");
        Assert.Equal(("digits-lost", "subject.code"), Assert.Single(Assert.Single(rows).Faults) is var fault ? (fault.Code, fault.Field) : default);
    }

    [Theory]
    [InlineData("", "empty-body")]
    [InlineData("甲,乙\n1,2\n", "table-unknown")]
    [InlineData("处罚内容,处罚类别,违法事实\n1,2,3\n", "columns-missing")]
    [InlineData("CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_YJ,CF_CFJGDM\n\"甲,1,2\n", "csv-malformed")]
    public async Task A_table_that_cannot_be_read_is_refused_whole(string text, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<UnreadableBodyException>(() => CsvAsync(text))).Code);

    [Fact]
    public void An_encoding_is_found_by_mark_by_strictness_and_never_by_a_character_cut_in_two()
    {
        var utf8 = Encoding.UTF8.GetBytes("行政相对人名称");
        Assert.Equal(Encoding.UTF8, TextEncodings.Detect(utf8, whole: true));
        Assert.Equal(Encoding.UTF8, TextEncodings.Detect(utf8.AsSpan(0, utf8.Length - 1), whole: false));
        Assert.Equal("gb18030", TextEncodings.Detect(Gb18030.GetBytes("行政相对人名称"), whole: true).WebName, ignoreCase: true);
        Assert.Equal("gb18030", TextEncodings.Detect(utf8.AsSpan(0, utf8.Length - 1), whole: true).WebName, ignoreCase: true);
        Assert.Equal(Encoding.UTF8, TextEncodings.Detect("CF_XDR_MC"u8, whole: true));
    }

    /// <summary>A start, and then the same letter for as long as anybody reads.</summary>
    private sealed class EndlessBody(byte[] start) : ForwardStream
    {
        public int Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            if (Given == 0)
                start.CopyTo(buffer.Span);
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
