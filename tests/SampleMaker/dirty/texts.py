"""Tables as text (CSV): encodings, delimiters, quoting, line ends, titles, rows."""

from json import dumps

from corpus import case
from tables import AUTHORITY, IDENTITY, PENALTY_CODES, SUBJECTS, black, grid, licence, penalty, red, serial, table, text_table


def plain():
    for name, row, zh, en in (
        ("csv-penalty.csv", penalty, "行政处罚表，没有任何问题", "a penalty table with nothing odd"),
        ("csv-licence.csv", licence, "行政许可表，没有任何问题", "a licence table with nothing odd"),
        ("csv-red-list.csv", red, "红名单，没有任何问题", "a red list with nothing odd"),
        ("csv-black-list.csv", black, "黑名单，没有任何问题", "a black list with nothing odd"),
    ):
        case(name, zh, en, text_table(row(name, 1), row(name, 2)), accepted=2)


def encodings():
    def encoded(name, zh, en, encoding, mark=b"", told=None, **expected):
        case(name, zh, en, mark + text_table(penalty(name)).encode(encoding), accepted=1, encoding=told, cells=[(2, "subject.name", SUBJECTS[1][0])], **expected)

    encoded("csv-utf8-with-bom.csv", "UTF-8，有 BOM", "UTF-8 with a byte order mark", "utf-8-sig")
    encoded("csv-utf8-without-bom.csv", "UTF-8，没有 BOM", "UTF-8 without a byte order mark", "utf-8")
    encoded("csv-gb18030-without-bom.csv", "GB18030", "GB18030", "gb18030", told="GB18030")
    encoded("csv-utf16-le-with-bom.csv", "UTF-16 LE，有 BOM（Excel“Unicode 文本”）", "UTF-16 LE with a byte order mark", "utf-16-le", b"\xff\xfe", "UTF-16")
    encoded("csv-utf16-be-with-bom.csv", "UTF-16 BE，有 BOM", "UTF-16 BE with a byte order mark", "utf-16-be", b"\xfe\xff", "UTF-16BE")
    name = "csv-utf16-without-bom.csv"
    case(name, "UTF-16 没有 BOM，无法辨认", "UTF-16 without a mark, which nobody can tell", text_table(penalty(name)).encode("utf-16-le"), status=422, code="not-text")

    name = "csv-gb18030-four-byte-characters.csv"
    rare = "杭州样例㐂䶮𠮷有限公司"
    case(name, "GB18030 的四字节字，GBK 没有", "characters of four bytes, which GBK has not", text_table(penalty(name, 行政相对人名称=rare)).encode("gb18030"), accepted=1, encoding="GB18030",
         cells=[(2, "subject.name", rare)])
    name = "csv-gb18030-characters-moved-since-2022.csv"
    moved = text_table(penalty(name, 行政相对人名称="杭州样例@有限公司")).encode("gb18030").replace("样例@".encode("gb18030"), "样例".encode("gb18030") + b"\xfe\x59")
    case(name, "字节 FE59：旧表映到专用区，GB 18030-2022 为 U+9FB4", "bytes FE59: private use in the older table, U+9FB4 since 2022", moved, accepted=1, encoding="GB18030",
         cells=[(2, "subject.name", "杭州样例\u9fb4有限公司")])

    name = "csv-gb18030-with-broken-bytes.csv"
    row = penalty(name, 1, 违法事实="经催告@仍未公示。")
    broken = text_table(row, penalty(name, 2)).encode("gb18030").replace("催告@".encode("gb18030"), "催告".encode("gb18030") + b"\xff")
    case(name, "GB18030 中有坏字节", "bytes that no GB18030 text holds", broken, accepted=1, refused=[(2, "wrong-encoding@penalty.facts")], encoding="GB18030")

    case("csv-valid-in-both-encodings.csv", "所有字节在 UTF-8 和 GB18030 中都合法，实为 UTF-8", "every byte is valid in both encodings; it is UTF-8", both_ways, accepted=1,
         normalised=[(2, "documentNumber", "document-number", f"杭市监处罚〔2026〕{serial('csv-valid-in-both-encodings.csv')}")], cells=[(2, "penalty.kinds", "fine")])
    for name, encoding, told in (("csv-text-only-after-64-kib-of-ascii.csv", "gb18030", "GB18030"), ("csv-text-only-after-64-kib-of-ascii-utf8.csv", "utf-8", "UTF-8")):
        # The first column is one that no field has, with nothing but ASCII in it.
        row = {"FILLER": "x" * 70_000, **{PENALTY_CODES[title]: cell for title, cell in penalty(name).items()}}
        case(name, f"前 64 KiB 只有 ASCII，之后才是中文（{told}）", f"nothing but ASCII in the first 64 KiB, Chinese in {told} behind", text_table(row).encode(encoding), accepted=1, ignored=["FILLER"],
             encoding=told, cells=[(2, "subject.name", SUBJECTS[1][0])])


def both_ways(name):
    """A table whose UTF-8 bytes are valid GB18030 too: of each cell the first wording whose bytes pair up that way."""
    row = {PENALTY_CODES[title]: cell for title, cell in penalty(name).items()}
    number = row["CF_WSH"][len("杭市监处罚〔2026〕"):-1]
    wordings = {
        "CF_XDR_LB": ["法人及非法人组织", "法人", "非法人组织"],
        "CF_CFLB": ["罚款", "罚款；警告", "警告;罚款"],
        "CF_WSH": [f"{office}{left}2026{right}{number}{end}" for office in ("杭市监处罚", "杭市监罚", "杭监罚", "杭罚") for left, right in ("〔〕", "（）", "[]", "()") for end in ("号", "")],
        "CF_YJ": [f"《{law}》第{article}条" for law in ("行政处罚法", "中华人民共和国行政处罚法") for article in ("二十八", "28", "二十", "八", "四十八", "三十", "5", "十")],
    }
    for code, cell in row.items():
        choice = wordings.get(code) or [cell, *(cell[:at] + extra + cell[at:] for at in range(len(cell)) for extra in ("某", "样例", "的")), cell[:2], cell[:4]]
        row[code] = next(text for text in choice if fits(text))
    body = text_table(row).encode()
    body.decode("gb18030")
    return body


def fits(text):
    try:
        f"{text},".encode().decode("gb18030")
        return True
    except UnicodeDecodeError:
        return False


def forms():
    for word, delimiter, zh in (("semicolons", ";", "分号"), ("tabs", "\t", "制表符"), ("bars", "|", "竖线")):
        name = f"csv-divided-by-{word}.csv"
        case(name, f"用{zh}分隔", f"cells divided by {word}", text_table(penalty(name), delimiter=delimiter), accepted=1)
    for word, end, zh in (("lf", "\n", "LF"), ("cr", "\r", "CR（旧 Mac）")):
        name = f"csv-lines-end-with-{word}.csv"
        case(name, f"行尾为 {zh}", f"lines end with {word.upper()} alone", text_table(penalty(name, 1), penalty(name, 2), end=end), accepted=2)
    name = "csv-lines-end-in-three-ways.csv"
    lines = text_table(*(penalty(name, n) for n in (1, 2, 3))).split("\r\n")
    case(name, "行尾 CRLF、LF、CR 混用", "line ends of three kinds in one file: two rows are joined", lines[0] + "\r\n" + lines[1] + "\n" + lines[2] + "\r" + lines[3], accepted=1,
         refused=[(3, "cells-beyond-titles@")])
    name = "csv-last-line-without-an-end.csv"
    case(name, "最后一行没有换行", "the last line has no end", text_table(penalty(name)).rstrip("\r\n"), accepted=1)
    name = "csv-every-cell-quoted.csv"
    quoted = "\r\n".join(",".join('"' + cell + '"' for cell in row) for row in grid([penalty(name)])) + "\r\n"
    case(name, "每个单元格都有双引号", "every cell in quotes", quoted, accepted=1)
    name = "csv-quote-never-closed.csv"
    case(name, "双引号没有闭合", "a quote that is never closed", text_table(penalty(name)).replace("经催告", '"经催告', 1), status=422, code="csv-malformed")
    name = "csv-quote-inside-a-bare-cell.csv"
    case(name, "未加引号的单元格中间有双引号", "a quote inside a cell without quotes", text_table(penalty(name)).replace("经催告仍未", '经催告"仍"未', 1), accepted=1,
         cells=[(2, "penalty.facts", '经催告"仍"未公示上一年度年度报告。')])
    name = "csv-blank-rows.csv"
    lines = text_table(penalty(name, 1), penalty(name, 2)).split("\r\n")
    commas = "," * lines[0].count(",")
    case(name, "行间有空行和只有逗号的行", "blank rows, and rows of commas alone", "\r\n".join([lines[0], "", lines[1], commas, "", lines[2], commas, ""]), accepted=2)
    name = "csv-row-shorter-than-titles.csv"
    case(name, "行末的单元格缺少", "a row that ends before the titles do", table([grid([{**penalty(name), "备注": ""}])[0], grid([penalty(name)])[1]]), accepted=1)
    name = "csv-row-longer-than-titles.csv"
    case(name, "行比标题多出单元格", "a row with more cells than titles", table([grid([penalty(name)])[0], grid([penalty(name)])[1] + ["多出", ""]]), refused=[(2, "cells-beyond-titles@")])
    name = "csv-comma-without-quotes.csv"
    case(name, "违法事实里的逗号未加引号，后面各列错位", "a comma that nobody quoted moves the cells behind it", "\r\n".join(",".join(row) for row in grid([penalty(name, 违法事实="经催告,仍未公示。")])), refused=[
        (2, "cells-beyond-titles@")])
    name = "csv-blank-cells-beyond-the-titles.csv"
    case(name, "行末多出空单元格", "blank cells beyond the titles", table([grid([penalty(name)])[0], grid([penalty(name)])[1] + ["", " ", ""]]), accepted=1)
    name = "csv-first-line-sep.csv"
    case(name, "第一行是 Excel 的 sep=;", "Excel's sep=; on the first line", "sep=;\r\n" + text_table(penalty(name), delimiter=";"), accepted=1)
    case("csv-empty.csv", "空文件", "an empty file", b"", status=422, code="empty-body")
    case("csv-mark-alone.csv", "只有 BOM", "a byte order mark and nothing else", b"\xef\xbb\xbf", status=422, code="empty-body")
    name = "csv-titles-alone.csv"
    case(name, "只有标题行", "titles without a row", table(grid([penalty(name)])[:1]), status=422, code="empty-body")
    case("csv-that-is-a-page-of-html.csv", "内容是 HTML 网页", "a page of HTML", "<html><body><table><tr><td>行政相对人名称</td></tr></table></body></html>", status=422, code="table-unknown")


def titles():
    def titled(name, zh, en, change, rows=None, **expected):
        made = grid(rows or [penalty(name)])
        case(name, zh, en, table([[change(title) for title in made[0]], *made[1:]]), **({"accepted": 1} | expected))

    titled("csv-titles-full-width.csv", "标题用全角括号", "titles with full-width brackets", lambda t: t.replace("(", "（").replace(")", "）").replace("_1", "＿１"))
    titled("csv-titles-with-required-marks.csv", "标题带 * 或（必填）", "titles with marks for required", lambda t: f"*{t}" if len(t) % 2 else f"{t}（必填）")
    titled("csv-titles-with-colons-and-blanks.csv", "标题带冒号和空格", "titles with colons and blanks", lambda t: f" {t[:2]} {t[2:]}： ")
    titled("csv-titles-with-line-breaks.csv", "标题中有换行", "titles with line breaks", lambda t: f"{t[:2]}\n{t[2:]}", cells=[], normalised=[])
    titled("csv-titles-by-code.csv", "标题用代码", "titles by their codes", lambda t: PENALTY_CODES[t])
    titled("csv-titles-by-code-in-small-letters.csv", "标题用小写代码", "titles by their codes in small letters", lambda t: PENALTY_CODES[t].lower())
    titled("csv-titles-by-name-and-by-code.csv", "标题有的用名称，有的用代码", "some titles by name, some by code", lambda t: PENALTY_CODES[t] if len(t) % 2 else t)
    name = "csv-columns-in-another-order.csv"
    case(name, "列的次序不同", "columns in another order", text_table(dict(reversed(penalty(name).items()))), accepted=1)
    name = "csv-extra-columns.csv"
    case(name, "有多余的列", "columns that no field has", text_table({"序号": "1", **penalty(name), "内部流水号": "N-1", "录入人": "某某"}), accepted=1, ignored=["序号", "内部流水号", "录入人"])
    name = "csv-title-twice.csv"
    made = grid([penalty(name)])
    case(name, "同一标题出现两次，第二列不读", "a title that stands twice: the second column is not read", table([made[0] + ["违法事实"], made[1] + ["另一事实"]]), accepted=1, ignored=["违法事实"],
         cells=[(2, "penalty.facts", "经催告仍未公示上一年度年度报告。")])
    name = "csv-untitled-columns.csv"
    made = grid([penalty(name)])
    case(name, "有没有标题的列", "columns without a title", table([["", *made[0], ""], ["1", *made[1], "某"]]), accepted=1)
    name = "csv-titles-below-heading-lines.csv"
    case(name, "标题行上方有表名和填报单位", "heading lines above the titles", "行政处罚信息公示表,,,\r\n填报单位：某局（样例）,,2026年3月,\r\n\r\n" + text_table(penalty(name, 1), penalty(name, 2, 行政相对人类别="自然人")),
         accepted=1, refused=[(6, "natural-person@subject.class")])
    name = "csv-titles-on-row-20.csv"
    case(name, "标题在第 20 行", "titles on the 20th row", "说明\r\n" * 19 + text_table(penalty(name)), accepted=1)
    name = "csv-titles-on-row-21.csv"
    case(name, "标题在第 21 行，太靠下", "titles on the 21st row, too far down", "说明\r\n" * 20 + text_table(penalty(name)), status=422, code="table-unknown")
    case("csv-titles-unknown.csv", "标题不属于任何一种表", "titles of no table that is known", "姓名,年龄\r\n某某,30\r\n", status=422, code="table-unknown")
    name = "csv-no-titles.csv"
    case(name, "没有标题行", "rows without titles", table(grid([penalty(name)])[1:]), status=422, code="table-unknown")
    name = "csv-essential-column-missing.csv"
    row = penalty(name)
    del row["处罚决定日期"]
    case(name, "缺少处罚决定日期列", "a column without which no row can stand is missing", text_table(row), status=422, code="columns-missing")
    name = "red-list-as-it-is-passed-on.csv"
    row = red(name)
    del row["认定单位统一社会信用代码"]
    case(name, "红名单没有认定单位代码列", "a red list without the code of its authority", text_table(row), status=422, code="columns-missing")
    name = "black-list-as-it-is-passed-on.csv"
    row = black(name)
    del row["执行单位统一社会信用代码"]
    case(name, "黑名单没有执行单位代码列", "a black list without the code of its authority", text_table(row), status=422, code="columns-missing")
    name = "csv-older-title-of-the-registration-number.csv"
    case(name, "工商注册号用旧代码 CF_XDR_GSDJ", "the registration number under its older code", text_table({**penalty(name), "CF_XDR_GSDJ": "330100000012345"}), accepted=1,
         cells=[(2, "identifiers.registrationNumber", "330100000012345")])


CHANGES = [
    "记录编号", "版本号", "变更类型", "变更原因", "目录事项编码", "失信程度", "义务履行日期", "履行证明编号", "信用承诺书编号", "修复决定日期", "原决定被撤销日期", "异议受理日期", "异议阶段", "异议编号", "异议处理结果", "异议办结日期",
]


def empty_columns():
    for row, word, zh in ((penalty, "penalty", "行政处罚"), (licence, "licence", "行政许可"), (red, "red-list", "红名单"), (black, "black-list", "黑名单")):
        name = f"csv-{word}-with-every-column-of-ours-empty.csv"
        case(name, f"{zh}表带有全部可选列，都没有填", f"the {word} table with every optional column there and empty", text_table({**row(name), "备注": "", **dict.fromkeys(CHANGES, "")}), accepted=1)
    name = "csv-empty-columns-of-blanks.csv"
    case(name, "可选列里只有空格", "optional columns of blanks", text_table({**penalty(name), **dict.fromkeys(CHANGES, " ")}), accepted=1)


def records():
    def record(name, row=1, **members):
        subject, code = SUBJECTS[row % len(SUBJECTS)]
        return {
            "sourceId": f"J-{serial(name, row)}", "kind": "honour", "item": "POS-01", "subject": {"name": subject, "code": code}, "authority": {"name": AUTHORITY[0], "code": AUTHORITY[1]},
            "documentNumber": f"杭市监〔2026〕{serial(name, row)}号", "decidedOn": "2026-03-05", "validUntil": "2029-03-05", "honour": {"category": "守信激励", "year": 2025, "title": "样例先进单位"}, **members,
        }

    def text(*made):
        return [dumps(one, ensure_ascii=False) for one in made]

    name = "ndjson-with-bom-and-empty-lines.ndjson"
    first, second = text(record(name, 1), record(name, 2))
    case(name, "NDJSON 有 BOM 和空行", "a byte order mark and empty lines in NDJSON", b"\xef\xbb\xbf" + f"{first}\r\n\r\n  \n{second}".encode(), accepted=2)
    name = "ndjson-line-cut-off.ndjson"
    first, second = text(record(name, 1), record(name, 2))
    case(name, "最后一行被截断", "the last line is cut off", f"{first}\n{second[:-20]}", accepted=1, refused=[(2, "record-unreadable@")])
    name = "ndjson-member-twice.ndjson"
    case(name, "同一成员出现两次", "a member that stands twice", text(record(name))[0].replace('"decidedOn"', '"decidedOn":"2026-03-04","decidedOn"', 1), refused=[(1, "repeated-field@decidedOn")])
    name = "ndjson-personal-members.ndjson"
    case(name, "有法定代表人及证件号码成员", "members about persons", text(record(name, legalRepresentative="某某", idNumber=IDENTITY))[0], accepted=1)
    name = "ndjson-identity-number-in-a-text.ndjson"
    case(name, "备注里有身份证号", "an identity number in a text", text(record(name, note=f"证件号{IDENTITY}"))[0], refused=[(1, "identity-number@note")])
    name = "json-array-cut-off.json"
    case(name, "JSON 数组被截断", "an array that is cut off", "[" + ",".join(text(record(name, 1), record(name, 2)))[:-30], status=422, code="json-malformed")
    name = "json-object-instead-of-an-array.json"
    case(name, "JSON 不是数组而是对象", "an object in the place of the array", '{"records":[' + text(record(name))[0] + "]}", status=422, code="json-malformed")
    name = "json-in-gb18030.json"
    case(name, "JSON 用 GB18030 编码", "JSON in GB18030", ("[" + text(record(name))[0] + "]").encode("gb18030"), refused=[(1, "record-unreadable@")])


def add():
    for part in (plain, encodings, forms, titles, empty_columns, records):
        part()
