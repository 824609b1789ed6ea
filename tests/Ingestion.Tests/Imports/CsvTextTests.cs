using System.Text;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Csv;

namespace CreditShare.Ingestion.Tests.Imports;

/// <summary>What a CSV file is decoded as.</summary>
public sealed class CsvTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(string Text, string Encoding)> ReadAsync(byte[] bytes, Encoding? stated = null, int buffer = 4096)
    {
        using var text = await CsvText.OpenAsync(new MemoryStream(bytes), stated, Cancel);
        var read = new StringBuilder();
        var chars = new char[buffer];
        for (int count; (count = await text.ReadAsync(chars.AsMemory(), Cancel)) > 0;)
            read.Append(chars, 0, count);
        return (read.ToString(), text.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public async Task Every_encoding_is_found_out(int buffer)
    {
        const string Text = "名称,代码\n样例𠮷公司,9133\n";
        foreach (var (encoding, mark, name) in new (Encoding, byte[], string)[]
        {
            (Encoding.UTF8, [], "UTF-8"),
            (Encoding.UTF8, [0xEF, 0xBB, 0xBF], "UTF-8"),
            (Encoding.Unicode, [0xFF, 0xFE], "UTF-16"),
            (Encoding.BigEndianUnicode, [0xFE, 0xFF], "UTF-16BE"),
            (TextEncodings.Gb18030, [], "GB18030"),
            (TextEncodings.Gb18030, [0x84, 0x31, 0x95, 0x33], "GB18030"),
        })
            Assert.Equal((Text, name), await ReadAsync([.. mark, .. encoding.GetBytes(Text)], buffer: buffer));
    }

    [Theory]
    [InlineData(TextEncodings.Sample - 1)]
    [InlineData(TextEncodings.Sample)]
    [InlineData(TextEncodings.Sample + 1)]
    [InlineData((3 * TextEncodings.Sample) - 2)]
    public async Task An_encoding_that_shows_only_far_into_the_file_is_found_out_there(int ascii)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, TextEncodings.Gb18030])
        {
            var text = new string('x', ascii) + "样例公司" + new string('y', 2 * TextEncodings.Sample) + "甲";
            Assert.Equal((text, encoding.WebName.ToUpperInvariant()), await ReadAsync(encoding.GetBytes(text)));
        }
    }

    [Fact]
    public async Task Ascii_alone_and_nothing_at_all_are_UTF_8()
    {
        Assert.Equal(("CF_XDR_MC", "UTF-8"), await ReadAsync("CF_XDR_MC"u8.ToArray()));
        Assert.Equal(("", "UTF-8"), await ReadAsync([]));
    }

    /// <summary>The bytes of 样例 in UTF-8 are 鏍蜂緥 in GB18030, and both are text: UTF-8 it is, for the other way round hardly ever happens.</summary>
    [Fact]
    public async Task Text_that_is_valid_in_both_is_UTF_8()
    {
        var bytes = Encoding.UTF8.GetBytes("样例");
        Assert.Equal("鏍蜂緥", TextEncodings.Gb18030.GetString(bytes));
        Assert.Equal(("样例", "UTF-8"), await ReadAsync(bytes));
        // What the sender states is heeded, unless a mark says otherwise.
        Assert.Equal(("鏍蜂緥", "GB18030"), await ReadAsync(bytes, TextEncodings.Gb18030));
        Assert.Equal(("样例", "UTF-8"), await ReadAsync([0xEF, 0xBB, 0xBF, .. bytes], TextEncodings.Gb18030));
    }

    /// <summary>Two words whose GB18030 bytes look like UTF-8 at first; one sample's worth of rows tells them.</summary>
    [Theory]
    [InlineData("联通")]
    [InlineData("联想,力,联通\n样例")]
    public async Task Words_of_GB18030_that_look_like_UTF_8_are_not_taken_for_it(string text) =>
        Assert.Equal((text, "GB18030"), await ReadAsync(TextEncodings.Gb18030.GetBytes(text)));

    // GB 18030-2022, and glibc's table: bytes, what .NET makes of them, what they are.
    [Theory]
    [InlineData(new byte[] { 0xA6, 0xD9 }, "\uE78D", "\uFE10")]
    [InlineData(new byte[] { 0xA6, 0xDA }, "\uE78E", "\uFE12")]
    [InlineData(new byte[] { 0xA6, 0xDB }, "\uE78F", "\uFE11")]
    [InlineData(new byte[] { 0xA6, 0xF3 }, "\uE796", "\uFE19")]
    [InlineData(new byte[] { 0xA8, 0xBC }, "\uE7C7", "\u1E3F")]
    [InlineData(new byte[] { 0xFE, 0x51 }, "\uE816", "\U00020087")]
    [InlineData(new byte[] { 0xFE, 0x59 }, "\uE81E", "\u9FB4")]
    [InlineData(new byte[] { 0xFE, 0x91 }, "\uE855", "\U000241FE")]
    [InlineData(new byte[] { 0xFE, 0xA0 }, "\uE864", "\u9FBB")]
    public async Task Characters_that_dotnet_puts_into_private_use_are_read_as_what_they_are(byte[] bytes, string old, string text)
    {
        Assert.Equal(old, TextEncodings.Gb18030.GetString(bytes));
        Assert.Equal(("样" + text + "例", "GB18030"), await ReadAsync([.. TextEncodings.Gb18030.GetBytes("样"), .. bytes, .. TextEncodings.Gb18030.GetBytes("例")]));
    }

    [Fact]
    public async Task What_is_no_text_is_told_for_what_it_is()
    {
        Assert.Equal("not-csv", (await Refused([.. "PK\x03\x04"u8, 0, 0])).Code);
        Assert.Equal("not-csv", (await Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1])).Code);
        Assert.Equal("not-text", (await Refused(Encoding.Unicode.GetBytes("CF_XDR_MC,1"))).Code);

        static Task<UnreadableBodyException> Refused(byte[] bytes) => Assert.ThrowsAsync<UnreadableBodyException>(() => ReadAsync(bytes));
    }
}
