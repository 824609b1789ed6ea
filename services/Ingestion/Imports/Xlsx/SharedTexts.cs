using System.Text;
using System.Xml;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>
/// The workbook's shared strings, by number. The first 32 MiB stay in memory: they are the ones that many cells share. What goes beyond them lies in a sealed file, in pages of which a few are held, so that a workbook of a
/// million different texts takes no more memory than one of a hundred thousand.
/// </summary>
internal sealed class SharedTexts : IDisposable
{
    /// <summary>Bytes of memory for texts, and what a string costs beside its characters.</summary>
    private const int Memory = 32 * 1024 * 1024;
    private const int StringCost = 32;

    private const int PageTexts = 256;
    private const int PageBytes = 64 * 1024;
    private const int PagesHeld = 128;

    private readonly List<string> first = [];
    private readonly List<(int First, long Start)> pages = [];
    private readonly (int Page, string[] Texts)[] held = new (int, string[])[PagesHeld];
    private readonly SealedFile? rest;

    private SharedTexts(WatchedStream part, Func<SealedFile> create)
    {
        try
        {
            using var xml = XmlText.Open(part);
            var text = new XmlText("shared strings");
            var cost = 0L;
            var page = new MemoryStream();
            var pageTexts = 0;
            while (xml.Read())
            {
                part.Mark();
                if (xml.NodeType != XmlNodeType.Element || xml.Depth != 1 || xml.LocalName != "si")
                    continue;
                var item = ReadItem(xml, part, text);
                Count++;
                cost += StringCost + (2 * item.Length);
                if (cost <= Memory)
                {
                    first.Add(item);
                    continue;
                }
                rest ??= create();
                if (pageTexts == 0)
                    pages.Add((Count - 1, rest.Length));
                Write(page, item);
                if (++pageTexts == PageTexts || page.Length >= PageBytes)
                {
                    rest.Write(page.GetBuffer().AsSpan(0, (int)page.Length));
                    page.SetLength(0);
                    pageTexts = 0;
                }
            }
            rest?.Write(page.GetBuffer().AsSpan(0, (int)page.Length));
        }
        catch
        {
            rest?.Dispose();
            throw;
        }
    }

    public int Count { get; private set; }

    /// <summary>Whether texts had to be laid on the disk.</summary>
    public bool IsSpilt => rest is not null;

    /// <param name="part">The part with the strings; closed at the end.</param>
    /// <param name="create">Makes the file for what is too much for memory.</param>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static SharedTexts Load(WatchedStream part, Func<SealedFile> create) => new(part, create);

    /// <summary>The text with a number below <see cref="Count"/>.</summary>
    public string this[int number]
    {
        get
        {
            if (number < first.Count)
                return first[number];
            var page = PageOf(number);
            ref var slot = ref held[page % PagesHeld];
            if (slot.Texts is null || slot.Page != page)
                slot = (page, ReadPage(page));
            return slot.Texts[number - pages[page].First];
        }
    }

    public void Dispose() => rest?.Dispose();

    /// <summary>Texts of a cell: one, or several runs with formats of their own. Readings above the text (rPh) are no part of it.</summary>
    private static string ReadItem(XmlReader xml, WatchedStream part, XmlText text)
    {
        text.Clear();
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var passed = false;
        while ((passed || xml.Read()) && xml.Depth > depth)
        {
            passed = false;
            part.Mark();
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "t")
                text.Add(xml);
            else if (xml.LocalName is "rPh" or "phoneticPr" or "rPr")
            {
                xml.Skip();
                passed = true;
            }
        }
        return text.Decoded();
    }

    private int PageOf(int number)
    {
        var (low, high) = (0, pages.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = pages[middle].First <= number ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    private static void Write(MemoryStream page, string item)
    {
        var bytes = Encoding.UTF8.GetBytes(item);
        page.Write(BitConverter.GetBytes(bytes.Length));
        page.Write(bytes);
    }

    private string[] ReadPage(int page)
    {
        var end = page + 1 < pages.Count ? pages[page + 1].Start : rest!.Length;
        var bytes = new byte[end - pages[page].Start];
        rest!.Position = pages[page].Start;
        rest.ReadExactly(bytes);
        var texts = new string[(page + 1 < pages.Count ? pages[page + 1].First : Count) - pages[page].First];
        var at = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var length = BitConverter.ToInt32(bytes, at);
            texts[i] = Encoding.UTF8.GetString(bytes, at + 4, length);
            at += 4 + length;
        }
        return texts;
    }
}
