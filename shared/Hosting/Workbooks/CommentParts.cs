using System.Globalization;
using System.Text;
using System.Xml;

namespace CreditShare.Hosting.Workbooks;

/// <summary>The two parts that comments need: what they say, and the old drawing (VML) without which spreadsheets do not show them.</summary>
internal static class CommentParts
{
    private const string Author = "CreditShare";

    /// <summary>Shapes numbered in one block of a drawing's ids.</summary>
    private const int Block = 1024;

    public static void WriteComments(XmlWriter xml, IReadOnlyList<CellComment> comments)
    {
        xml.WriteStartElement("comments", WorkbookXml.Main);
        xml.WriteStartElement("authors", WorkbookXml.Main);
        xml.WriteElementString("author", WorkbookXml.Main, Author);
        xml.WriteEndElement();
        xml.WriteStartElement("commentList", WorkbookXml.Main);
        foreach (var comment in comments)
        {
            xml.WriteStartElement("comment", WorkbookXml.Main);
            xml.WriteAttributeString("ref", CellReference.Of(comment.Column, comment.Row));
            xml.WriteAttributeString("authorId", "0");
            xml.WriteStartElement("text", WorkbookXml.Main);
            xml.WriteStartElement("r", WorkbookXml.Main);
            xml.WriteText(comment.Text);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    /// <param name="part">The part's stream.</param>
    /// <param name="comments">Of the sheet.</param>
    /// <param name="firstBlock">The first block of ids that no other sheet's drawing uses.</param>
    /// <returns>How many blocks it uses.</returns>
    public static int WriteDrawing(Stream part, IReadOnlyList<CellComment> comments, int firstBlock)
    {
        var blocks = (comments.Count / Block) + 1;
        using var text = new StreamWriter(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.Write(
            $"""
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{string.Join(',', Enumerable.Range(firstBlock, blocks))}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
            """);
        for (var n = 0; n < comments.Count; n++)
        {
            var (column, row) = (comments[n].Column, comments[n].Row - 1);
            text.Write(string.Create(CultureInfo.InvariantCulture,
                $"""
                <v:shape id="_x0000_s{(firstBlock * Block) + n + 1}" type="#_x0000_t202" style="position:absolute;width:240pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1},15,{Math.Max(row - 1, 0)},10,{column + 4},15,{row + 5},4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>
                """));
        }
        text.Write("</xml>");
        return blocks;
    }
}
