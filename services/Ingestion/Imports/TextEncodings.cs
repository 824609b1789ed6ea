using System.Text;
using System.Text.Unicode;

namespace CreditShare.Ingestion.Imports;

/// <summary>
/// Rule for a table's encoding: a byte order mark says it; else text that is strictly valid UTF-8 is UTF-8; else it is GB18030, which every GBK and
/// GB2312 file is too.
/// </summary>
internal static class TextEncodings
{
    /// <summary>Bytes looked at: title row and some hundred rows.</summary>
    public const int Sample = 64 * 1024;

    /// <summary>What cannot be decoded becomes U+FFFD, which the reader reports; the table's own way is a question mark, which nobody would see.</summary>
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;

    /// <param name="start">The first bytes of the file.</param>
    /// <param name="whole">Whether they are all of it; if not, a character cut off at their end proves nothing.</param>
    public static Encoding Detect(ReadOnlySpan<byte> start, bool whole)
    {
        if (start.StartsWith("\uFEFF"u8))
            return Encoding.UTF8;
        if (start is [0xFF, 0xFE, ..])
            return Encoding.Unicode;
        for (var cut = 0; cut <= (whole ? 0 : 3) && cut <= start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return Encoding.UTF8;
        }
        return Gb18030;
    }
}
