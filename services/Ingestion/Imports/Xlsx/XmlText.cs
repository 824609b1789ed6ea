using System.Globalization;
using System.Text;
using System.Xml;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>Reads texts of a workbook's XML, each no longer than a cell may be.</summary>
internal sealed class XmlText(string pointer)
{
    private const string EscapeStart = "_x";
    private const int EscapeLength = 7;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = XlsxLimits.Unpacked,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly char[] chunk = new char[4096];
    private readonly StringBuilder text = new();

    public static XmlReader Open(WatchedStream part) => XmlReader.Create(part, Settings);

    public void Clear() => text.Clear();

    /// <summary>Adds the text of the element that the reader stands on, and leaves it on the element's end.</summary>
    /// <exception cref="UnreadableBodyException">It is longer than a cell may be.</exception>
    public void Add(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            {
                if (text.Length + read > XlsxLimits.LongestCellEscaped)
                    throw WorkbookFaults.CellTooLong(pointer);
                text.Append(chunk, 0, read);
            }
        }
    }

    /// <summary>The text as it stands: of numbers and the like.</summary>
    public string Plain() => text.ToString();

    /// <summary>The text with <c>_xHHHH_</c> read as the character that XML cannot write (ECMA-376 part 1, 22.9.2.19). Half a pair becomes U+FFFD.</summary>
    public string Decoded()
    {
        var plain = text.ToString();
        if (plain.Contains(EscapeStart, StringComparison.Ordinal))
            plain = Decode(plain);
        return plain.Length <= XlsxLimits.LongestCell ? plain : throw WorkbookFaults.CellTooLong(pointer);
    }

    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOf(EscapeStart)) >= 0;)
        {
            decoded.Append(rest[..at]);
            rest = rest[at..];
            if (rest.Length >= EscapeLength && rest[EscapeLength - 1] == '_' && ushort.TryParse(rest[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                decoded.Append((char)code);
                rest = rest[EscapeLength..];
            }
            else
            {
                decoded.Append(EscapeStart);
                rest = rest[EscapeStart.Length..];
            }
        }
        decoded.Append(rest);
        for (var i = 0; i < decoded.Length; i++)
        {
            if (char.IsHighSurrogate(decoded[i]) && i + 1 < decoded.Length && char.IsLowSurrogate(decoded[i + 1]))
                i++;
            else if (char.IsSurrogate(decoded[i]))
                decoded[i] = '\uFFFD';
        }
        return decoded.ToString();
    }
}
