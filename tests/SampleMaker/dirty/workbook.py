"""Workbooks made part by part, so that odd ones can be written that no program writes any more, or only seldom."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Places in cellXfs below.
GENERAL, DAY, DAY_IN_CHINESE, DAY_AND_TIME, TEXT, DAY_EAST_ASIAN, DAY_SLASHES, SCIENTIFIC, TWO_DECIMALS = range(9)

STYLES = HEAD + f"""<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[$-804]yyyy/m/d;@"/></numFmts>\
<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="9">{''.join(f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for n in (0, 14, 164, 22, 49, 31, 165, 11, 2))}</cellXfs></styleSheet>"""


def letters(column):
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(value, style=GENERAL):
    return lambda at: f'<c{at} s="{style}"><v>{value}</v></c>'


def inline(text, style=GENERAL):
    return lambda at: f'<c{at} s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def inline_xml(xml):
    return lambda at: f'<c{at} t="inlineStr"><is>{xml}</is></c>'


def formula(text, value=None, kind="str", style=GENERAL):
    cached = "" if value is None else f"<v>{escape(value)}</v>"
    return lambda at: f'<c{at} s="{style}" t="{kind}"><f>{escape(text)}</f>{cached}</c>'


def raw(xml):
    return lambda at: xml.replace("@", at)


class Sheet:
    """Rows of cells; a cell is a text or one of the functions above. A row may be a pair of attributes and cells, or None for a row that is not there."""

    def __init__(self, rows, name="行政处罚", state=None, references=True, before="", after="", change=None):
        self.rows, self.name, self.state, self.references, self.before, self.after, self.change = rows, name, state, references, before, after, change

    def xml(self, strings):
        lines = []
        for index, row in enumerate(self.rows, 1):
            if row is None:
                continue
            attributes, cells = row if isinstance(row, tuple) else ("", row)
            made = []
            for place, cell in enumerate(cells, 1):
                at = f' r="{letters(place)}{index}"' if self.references else ""
                if callable(cell):
                    made.append(cell(at))
                elif cell != "" and strings is None:
                    made.append(inline(cell)(at))
                elif cell != "":
                    made.append(f'<c{at} t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>')
            reference = f' r="{index}"' if self.references else ""
            lines.append(f"<row{reference}{attributes}>{''.join(made)}</row>")
        text = f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{self.before}<sheetData>{"".join(lines)}</sheetData>{self.after}</worksheet>'
        return self.change(text) if self.change else text


def parts(sheets, shared=True, date1904=False, strings_change=None, workbook_change=None):
    """The parts of a workbook by name, to be changed before they are packed."""
    strings = {} if shared else None
    bodies = [sheet.xml(strings) for sheet in sheets]
    content = "".join(
        f'<Override PartName="/xl/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in [("workbook.xml", "sheet.main"), ("styles.xml", "styles"), *([("sharedStrings.xml", "sharedStrings")] if shared else []),
                           *((f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(sheets) + 1))])
    listed = "".join(f'<sheet name="{escape(sheet.name)}" sheetId="{n}"{f" state={chr(34)}{sheet.state}{chr(34)}" if sheet.state else ""} r:id="rId{n}"/>' for n, sheet in enumerate(sheets, 1))
    relations = "".join(f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
    relations += f'<Relationship Id="rIdStyles" Type="{RELATIONS}/styles" Target="styles.xml"/>' + (f'<Relationship Id="rIdStrings" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>' if shared else "")
    workbook = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{"<workbookPr date1904=" + chr(34) + "1" + chr(34) + "/>" if date1904 else ""}<sheets>{listed}</sheets></workbook>'
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{content}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook_change(workbook) if workbook_change else workbook,
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    if shared:
        items = "".join(f"<si><t xml:space=\"preserve\">{escape(text)}</t></si>" for text in strings)
        text = f'{HEAD}<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>'
        made["xl/sharedStrings.xml"] = strings_change(text) if strings_change else text
    for n, body in enumerate(bodies, 1):
        made[f"xl/worksheets/sheet{n}.xml"] = body
    return made


def pack(made, stored=False):
    """The same bytes each time."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items() if isinstance(made, dict) else made:
            entry = zipfile.ZipInfo(name, (2026, 3, 5, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return body.getvalue()


def book(*sheets, **form):
    return pack(parts(sheets, **form))


def compound(streams):
    """An OLE2 file with these streams of at least 4,096 bytes: what an old .xls and an encrypted workbook look like from outside."""
    sector = 512
    table, placed, data = [], [], b""
    for name, content in streams.items():
        content = content.ljust(max(4096, -(-len(content) // sector) * sector), b"\0")
        first, count = len(table), len(content) // sector
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        placed.append((name, first, len(content)))
        data += content
    directory_at = len(table)
    entries = b""
    for i, (name, first, size, kind, child, right) in enumerate(
            [("Root Entry", 0xFFFFFFFE, 0, 5, 1, 0xFFFFFFFF)] + [(name, first, size, 2, 0xFFFFFFFF, i + 2 if i + 1 < len(placed) else 0xFFFFFFFF) for i, (name, first, size) in enumerate(placed)]):
        title = name.encode("utf-16-le") + b"\0\0"
        entries += title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title), kind, 1, 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", first, size)
    entries = entries.ljust(-(-len(entries) // sector) * sector, b"\0")
    count = len(entries) // sector
    table += [*range(directory_at + 1, directory_at + count), 0xFFFFFFFE]
    table_at = len(table)
    table.append(0xFFFFFFFD)
    fat = b"".join(struct.pack("<I", entry) for entry in table).ljust(sector, b"\xff")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, table_at)
    return header.ljust(sector, b"\xff") + data + entries + fat
