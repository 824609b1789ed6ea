using System.Globalization;
using System.Xml;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>The number formats of a workbook's cell styles; nothing else of a style is read.</summary>
internal sealed class XlsxStyles
{
    /// <summary>Excel allows 65,490 styles.</summary>
    private const int Most = 65_536;

    private readonly List<NumberLook> looks = [];

    /// <summary>The look of a style; the plain one for a number that no style has.</summary>
    public NumberLook this[int style] => style >= 0 && style < looks.Count ? looks[style] : NumberLook.Plain;

    /// <param name="part">The part with the styles; null if the workbook has none. Closed at the end.</param>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static XlsxStyles Load(WatchedStream? part)
    {
        var styles = new XlsxStyles();
        if (part is null)
            return styles;
        var defined = new Dictionary<int, NumberLook>();
        var section = "";
        using var xml = XmlText.Open(part);
        while (xml.Read())
        {
            part.Mark();
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.Depth == 1)
                section = xml.LocalName;
            else if (xml.Depth == 2 && section == "numFmts" && xml.LocalName == "numFmt" && defined.Count < Most)
                defined[Number(xml, "numFmtId")] = NumberLook.Of(xml.GetAttribute("formatCode") ?? "");
            else if (xml.Depth == 2 && section == "cellXfs" && xml.LocalName == "xf" && styles.looks.Count < Most)
                styles.looks.Add(defined.TryGetValue(Number(xml, "numFmtId"), out var look) ? look : NumberLook.BuiltIn(Number(xml, "numFmtId")));
        }
        return styles;
    }

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
