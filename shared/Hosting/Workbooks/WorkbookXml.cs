using System.Text;
using System.Xml;

namespace CreditShare.Hosting.Workbooks;

/// <summary>Names and settings of a workbook's parts (ECMA-376, transitional).</summary>
public static class WorkbookXml
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    internal const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    internal const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    internal const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    internal const string ContentTypePrefix = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>The content type of a workbook without macros.</summary>
    public const string MediaType = ContentTypePrefix + "sheet";

    /// <summary>Texts come here by <see cref="XmlCellText"/>, so there is nothing left to check.</summary>
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };

    internal static XmlWriter Open(Stream part)
    {
        var xml = XmlWriter.Create(part, Settings);
        xml.WriteStartDocument(standalone: true);
        return xml;
    }

    internal static void WriteText(this XmlWriter xml, string text)
    {
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(XmlCellText.Of(text));
        xml.WriteEndElement();
    }
}
