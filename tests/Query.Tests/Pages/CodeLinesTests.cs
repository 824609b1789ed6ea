using System.Text;
using CreditShare.Query.Pages.Lists;

namespace CreditShare.Query.Tests.Pages;

/// <summary>Codes are found in whatever officials paste or upload.</summary>
public sealed class CodeLinesTests
{
    private const string Code = "913301039M2L6DET36";

    [Theory]
    [InlineData(Code, Code)]
    [InlineData("  " + Code + "  ", Code)]
    [InlineData("甲公司\t" + Code + "\t2026-05-06", Code)]
    [InlineData("1,甲公司,\"" + Code + "\",12000.00", Code)]
    [InlineData("甲公司，" + Code + "；乙", Code)]
    [InlineData("９１３３０１０３９Ｍ２Ｌ６ＤＥＴ３６", "９１３３０１０３９Ｍ２Ｌ６ＤＥＴ３６")]
    // Meant as a code, with a character too few: what is wrong with it is said of it, not of the line.
    [InlineData("甲公司,913301039M2L6DET3", "913301039M2L6DET3")]
    // No code at all: said of the whole line.
    [InlineData("甲公司,12000.00,2026-05-06", "甲公司,12000.00,2026-05-06")]
    public void Of_a_line_the_cell_that_looks_like_a_code_is_taken(string line, string found) =>
        Assert.Equal([(1, found)], CodeLines.Of(line, 10).Select(one => (one.Line, one.Text!)));

    [Fact]
    public void The_head_of_a_table_and_empty_lines_are_passed_over_and_lines_keep_their_numbers() =>
        Assert.Equal([(2, Code), (4, Code)], CodeLines.Of($"名称,代码\r\n甲,{Code}\r\n\r\n乙,{Code}\r\n", 10).Select(one => (one.Line, one.Text!)));

    [Fact]
    public void One_line_too_many_is_read_to_tell_that_there_are_too_many() =>
        Assert.Equal(3, CodeLines.Of(string.Join('\n', Enumerable.Repeat(Code, 9)), 2).Count);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public void A_file_is_read_in_the_encoding_that_it_has(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.UTF8;
        Assert.Equal("甲𠮷㐂䶮公司", CodeLines.Text(encoding.GetBytes("甲𠮷㐂䶮公司")));
    }
}
