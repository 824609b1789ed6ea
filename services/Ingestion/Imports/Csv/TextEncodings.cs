using System.Text;
using System.Text.Unicode;

namespace CreditShare.Ingestion.Imports.Csv;

/// <summary>
/// Rule for a table's encoding: a byte order mark says it; else text that is strictly valid UTF-8 is UTF-8; else it is GB18030, which every GBK and
/// GB2312 file is too. Text that is valid in both is UTF-8: GB18030 of more than a few characters hardly ever is, while UTF-8 of Chinese often reads as GB18030, as nonsense.
/// </summary>
internal static class TextEncodings
{
    /// <summary>Bytes looked at, counted from the first that is not ASCII: some hundred rows.</summary>
    public const int Sample = 64 * 1024;

    /// <summary>What cannot be decoded becomes U+FFFD, which the reader reports; the table's own way is a question mark, which nobody would see.</summary>
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;

    /// <summary>The encoding that a byte order mark at the start of a file says, and the mark's length; null if there is none.</summary>
    public static (Encoding Encoding, int Length)? ByMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        // U+FEFF in GB18030, as some editors write it.
        [0x84, 0x31, 0x95, 0x33, ..] => (Gb18030, 4),
        _ => null,
    };

    /// <param name="start">The first bytes of the file that has no byte order mark, or the first from one on that is not ASCII.</param>
    /// <param name="whole">Whether they are all of it; if not, a character cut off at their end proves nothing.</param>
    public static Encoding Detect(ReadOnlySpan<byte> start, bool whole)
    {
        for (var cut = 0; cut <= (whole ? 0 : 3) && cut <= start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return Encoding.UTF8;
        }
        return Gb18030;
    }
}
