"""Workbooks: how cells, sheets and packages vary, and what is refused as a whole."""

import re
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import refusals
from corpus import case, kept
from tables import IDENTITY, PENALTY_CODES, SUBJECTS, black, compose, grid, licence, penalty, red, text_table
from workbook import (DAY, DAY_AND_TIME, DAY_EAST_ASIAN, DAY_IN_CHINESE, DAY_SLASHES, GENERAL, HEAD, MAIN, PACKAGE, RELATIONS, SCIENTIFIC, TEXT, TWO_DECIMALS, Sheet, book, compound,
                      formula, inline, inline_xml, letters, number, pack, parts, raw)

DECIDED = (date(2026, 3, 5) - date(1899, 12, 30)).days


def sheet(*rows, **form):
    return Sheet(grid(rows), **form)


def one(name, zh, en, row=penalty, book_form=None, sheet_form=None, refused=None, change=(), read=(), **cells):
    body = book(sheet(row(name, **cells), **(sheet_form or {})), **(book_form or {}))
    outcome = {"refused": [(2, *refused)]} if refused else {"accepted": 1}
    case(name, zh, en, body, **outcome, normalised=[(2, *entry) for entry in change], cells=[(2, *text) for text in read])


def plain():
    for name, row, zh, en, title in (
        ("xlsx-penalty.xlsx", penalty, "行政处罚工作簿", "a penalty workbook", "行政处罚"), ("xlsx-licence.xlsx", licence, "行政许可工作簿", "a licence workbook", "行政许可"),
        ("xlsx-red-list.xlsx", red, "红名单工作簿", "a red list workbook", "红名单"), ("xlsx-black-list.xlsx", black, "黑名单工作簿", "a black list workbook", "黑名单"),
    ):
        case(name, zh, en, book(sheet(row(name, 1), row(name, 2), name=title)), accepted=2)


def strings():
    one("xlsx-inline-strings.xlsx", "文本为内联字符串", "inline strings", book_form={"shared": False})
    name = "xlsx-shared-and-inline-strings.xlsx"
    cells = {title: inline(text) if len(title) % 2 else text for title, text in penalty(name).items()}
    case(name, "共享字符串与内联字符串混用", "shared and inline strings in one sheet", book(Sheet([list(cells), list(cells.values())])), accepted=1)
    one("xlsx-rich-text-inline.xlsx", "单元格内文字格式不同（内联）", "rich text, inline", 违法事实=inline_xml("<r><t>经催告</t></r><r><rPr><b/><color rgb=\"FFFF0000\"/></rPr><t>仍未公示。</t></r>"), read=[("penalty.facts", "经催告仍未公示。")])
    name = "xlsx-rich-text-shared.xlsx"
    body = book(sheet(penalty(name)), strings_change=lambda text: text.replace('<t xml:space="preserve">经催告仍未公示上一年度年度报告。</t>', "<r><t>经催告</t></r><r><rPr><b/></rPr><t>仍未公示。</t></r>"))
    case(name, "单元格内文字格式不同（共享）", "rich text, shared", body, accepted=1, cells=[(2, "penalty.facts", "经催告仍未公示。")])
    name = "xlsx-phonetic-runs.xlsx"
    body = book(sheet(penalty(name)), strings_change=lambda text: text.replace("年度报告。</t>", '年度报告。</t><rPh sb="0" eb="3"><t>jingcuigao</t></rPh><phoneticPr fontId="0"/>'))
    case(name, "文字带拼音注音，注音不是内容", "phonetic runs, which are no part of the text", body, accepted=1, cells=[(2, "penalty.facts", "经催告仍未公示上一年度年度报告。")])
    one("xlsx-escaped-characters.xlsx", "换行写作 _x000D_", "a line break written _x000D_", 违法事实=inline_xml("<t>经催告。_x000D_&#10;仍未公示。</t>"), change=[("penalty.facts", "cell-text", "经催告。 仍未公示。")], read=[("penalty.facts", "经催告。 仍未公示。")])
    one("xlsx-escape-that-is-text.xlsx", "文字本身是 _x0041_（写作 _x005F_x0041_）", "a text that is _x0041_ itself", 备注=inline_xml("<t>型号_x005F_x0041_</t>"), read=[("note", "型号_x0041_")])
    one("xlsx-blanks-around-texts.xlsx", "文本前后有空格", "blanks around a text", 行政相对人名称=f"  {SUBJECTS[1][0]} ", change=[("subject.name", "cell-text", SUBJECTS[1][0])], read=[("subject.name", SUBJECTS[1][0])])
    one("xlsx-line-breaks-in-a-cell.xlsx", "单元格里有换行（Alt+Enter）", "line breaks inside a cell", 违法事实="经催告。\n仍未公示。", change=[("penalty.facts", "cell-text", "经催告。 仍未公示。")], read=[("penalty.facts", "经催告。 仍未公示。")])
    one("xlsx-empty-strings.xlsx", "空字符串单元格", "cells that hold an empty text", 备注=inline(""), 公示截止期=raw('<c@ t="inlineStr"/>'), **{"暂扣或吊销证照名称及编号": raw('<c@ t="s"/>')})
    one("xlsx-shared-string-that-is-not-there.xlsx", "单元格指向不存在的共享字符串", "a cell that points at no shared string", 违法事实=raw('<c@ t="s"><v>9999</v></c>'), refused=[f"{refusals.CELL_UNREADABLE}@penalty.facts"])


def numbers():
    one("xlsx-code-of-digits-as-a-number.xlsx", "18 位数字代码存成数值，末几位已丢失", "a code of digits as a number, its last digits lost",
        **{"行政相对人代码_1(统一社会信用代码)": number("9.1330106123456794E+17")}, refused=[f"{refusals.DIGITS_LOST}@subject.code"])
    one("xlsx-code-of-digits-as-a-text.xlsx", "18 位数字代码存成文本", "a code of digits as a text", **{"行政相对人代码_1(统一社会信用代码)": DIGITS})
    one("xlsx-registration-number-as-a-number.xlsx", "15 位注册号存成数值，显示为科学计数", "a registration number of 15 digits as a number", **{"行政相对人代码_2(工商注册号)": number("3.30100000012345E14")},
        read=[("identifiers.registrationNumber", "330100000012345")])
    one("xlsx-amount-as-a-number.xlsx", "金额为数值", "an amount as a number", **{"罚款金额(万元)": number("0.5", TWO_DECIMALS)}, read=[("penalty.fine", "5000")])
    one("xlsx-amount-with-the-noise-of-a-double.xlsx", "金额存作 0.30000000000000004", "an amount stored as 0.30000000000000004", **{"罚款金额(万元)": number("0.30000000000000004")}, read=[("penalty.fine", "3000")])
    one("xlsx-amount-in-scientific-notation.xlsx", "金额存作 5E-1", "an amount stored as 5E-1", **{"罚款金额(万元)": number("5E-1", SCIENTIFIC)}, read=[("penalty.fine", "5000")])
    one("xlsx-amount-as-a-text.xlsx", "金额为文本型数字", "an amount as a text", **{"罚款金额(万元)": inline("0.5", TEXT)}, read=[("penalty.fine", "5000")])
    one("xlsx-year-as-a-number.xlsx", "评价年度为数值", "a year as a number", row=red, 评价年度=number("2025"), read=[("honour.year", "2025")])
    one("xlsx-status-as-a-number.xlsx", "当前状态为数值 1", "a status as a number", row=licence, 当前状态=number("1"), read=[("licence.status", "true")])
    one("xlsx-status-as-a-truth-value.xlsx", "当前状态为逻辑值 TRUE", "a status as a truth value", row=licence, 当前状态=raw('<c@ t="b"><v>1</v></c>'), change=[("licence.status", "known-word", "有效")], read=[("licence.status", "true")])
    one("xlsx-number-that-is-none.xlsx", "数值单元格里不是数", "a cell of a number that is none", **{"罚款金额(万元)": raw("<c@><v>abc</v></c>")}, refused=[f"{refusals.CELL_UNREADABLE}@penalty.fine"])


# All its characters are digits.
DIGITS = next(code for code in (compose("91", "330106", f"{n:08}") for n in range(12345600, 12349999)) if code.isdigit())


def days():
    def day(name, zh, en, cell, **form):
        one(name, zh, en, 处罚决定日期=cell, read=[("decidedOn", "2026-03-05")], **form)

    day("xlsx-date-as-a-date.xlsx", "日期单元格（内置格式 14）", "a date cell, built-in format 14", number(DECIDED, DAY))
    day("xlsx-date-in-a-chinese-format.xlsx", "日期格式 yyyy年m月d日", "a date cell shown as yyyy年m月d日", number(DECIDED, DAY_IN_CHINESE))
    day("xlsx-date-in-an-east-asian-format.xlsx", "日期格式为东亚内置格式 31", "a date cell of the East Asian built-in format 31", number(DECIDED, DAY_EAST_ASIAN))
    day("xlsx-date-in-a-format-with-a-locale.xlsx", "日期格式 [$-804]yyyy/m/d;@", "a date cell whose format names a locale", number(DECIDED, DAY_SLASHES))
    day("xlsx-date-with-a-time.xlsx", "日期单元格带时间", "a date cell with a time", number(f"{DECIDED}.5", DAY_AND_TIME), change=[("decidedOn", "date", "2026-03-05")])
    day("xlsx-date-1904.xlsx", "工作簿使用 1904 日期系统", "the 1904 date system", number(DECIDED - 1462, DAY), book_form={"date1904": True})
    day("xlsx-date-iso.xlsx", "日期存作 ISO 8601（t=\"d\"）", "a date stored as ISO 8601", raw('<c@ t="d"><v>2026-03-05T00:00:00Z</v></c>'), change=[("decidedOn", "date", "2026-03-05")])
    one("xlsx-date-serial-without-a-format.xlsx", "日期为常规格式的序列号", "a date's serial number in a cell without a format", 处罚决定日期=number(DECIDED), change=[("decidedOn", "date", "2026-03-05")], read=[("decidedOn", "2026-03-05")])
    one("xlsx-date-as-a-text.xlsx", "文本型日期 2026/3/5", "a date as a text", 处罚决定日期=inline("2026/3/5", TEXT), change=[("decidedOn", "date", "2026-03-05")], read=[("decidedOn", "2026-03-05")])
    one("xlsx-date-of-eight-digits-as-a-number.xlsx", "日期为数值 20260305", "a date as the number 20260305", 处罚决定日期=number("20260305"), change=[("decidedOn", "date", "2026-03-05")], read=[("decidedOn", "2026-03-05")])
    one("xlsx-date-impossible-as-a-text.xlsx", "文本型日期 2025-09-31", "a day that does not exist, as a text", 处罚决定日期=inline("2025-09-31", TEXT), refused=["no-such-day@decidedOn"])
    one("xlsx-date-below-zero.xlsx", "日期单元格为负数", "a date cell below zero", 处罚决定日期=number("-5", DAY), refused=[f"{refusals.NO_DAY}@decidedOn"])
    one("xlsx-date-in-1900.xlsx", "日期单元格为 60（1900 年闰日之误）", "a date cell of 60, the leap day that 1900 had not", 处罚决定日期=number("60", DAY), refused=[f"{refusals.NO_DAY}@decidedOn"])
    # The column is no date, its format is: what the cell shows is what counts.
    one("xlsx-offence-formatted-as-a-date.xlsx", "文本列误设为日期格式", "a column of texts with the format of dates", 违法行为类型=inline("未按规定公示", DAY), read=[("penalty.offenceType", "未按规定公示")])


def formulas():
    one("xlsx-formula-with-its-value.xlsx", "公式，有缓存的文本值", "a formula with a cached text", 数据来源单位=formula("R2", "杭州市市场监督管理局（样例）"))
    one("xlsx-formula-with-a-number.xlsx", "公式，有缓存的数值", "a formula with a cached number", **{"罚款金额(万元)": formula("0.25*2", "0.5", "n")}, read=[("penalty.fine", "5000")])
    one("xlsx-formula-with-a-date.xlsx", "公式，缓存值为日期", "a formula with a cached date", 处罚决定日期=formula("TODAY()", str(DECIDED), "n", DAY), read=[("decidedOn", "2026-03-05")])
    one("xlsx-formula-without-its-value.xlsx", "公式没有缓存值", "a formula without a cached value", 违法事实=raw("<c@><f>A1&amp;B1</f></c>"), refused=[f"{refusals.FORMULA_EMPTY}@penalty.facts"])
    one("xlsx-formula-with-an-error.xlsx", "公式结果为 #REF!", "a formula whose value is #REF!", 违法事实=raw('<c@ t="e"><f>#REF!</f><v>#REF!</v></c>'), refused=[f"{refusals.CELL_ERROR}@penalty.facts"])
    one("xlsx-lookup-that-found-nothing.xlsx", "VLOOKUP 结果为 #N/A", "a lookup that found nothing, #N/A", 处罚机关=raw('<c@ t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>'), refused=[f"{refusals.CELL_ERROR}@authority.name"])
    name = "xlsx-formula-error-in-an-ignored-column.xlsx"
    row = {**penalty(name), "内部核对": raw('<c@ t="e"><f>1/0</f><v>#DIV/0!</v></c>')}
    case(name, "不读的列里有公式错误，不影响", "an error in a column that is not read", book(sheet(row)), accepted=1, ignored=["内部核对"])


def sheets():
    name = "xlsx-penalties-and-licences.xlsx"
    case(name, "两张工作表：处罚与许可", "two sheets, penalties and licences", book(sheet(penalty(name, 1), name="行政处罚"), sheet(licence(name, 2), name="行政许可")), accepted=2, sheets=2)
    name = "xlsx-four-tables.xlsx"
    case(name, "四种表在一个工作簿里", "all four tables in one workbook", book(*(sheet(row(name, n), name=title) for n, (row, title) in enumerate(((penalty, "处罚"), (licence, "许可"), (red, "红名单"), (black, "黑名单")), 1))),
         accepted=4, sheets=4)
    name = "xlsx-two-sheets-of-one-table.xlsx"
    case(name, "同一种表分在两张工作表", "one table on two sheets, columns in another order", book(sheet(penalty(name, 1), name="一月"), sheet(dict(reversed(penalty(name, 2, 行政相对人类别="自然人").items())), name="二月")),
         accepted=1, refused=[(2, "natural-person@subject.class")], sheets=2)
    name = "xlsx-sheet-of-explanations.xlsx"
    case(name, "另有一张填写说明", "a sheet of explanations beside", book(sheet(penalty(name)), Sheet([["填写说明"], ["日期按 2026-03-05 填写。"]], name="填写说明")), accepted=1, skipped=["填写说明"])
    name = "xlsx-empty-sheets.xlsx"
    case(name, "另有空工作表 Sheet2、Sheet3", "empty sheets beside", book(sheet(penalty(name), name="Sheet1"), Sheet([], name="Sheet2"), Sheet([], name="Sheet3")), accepted=1, skipped=["Sheet2", "Sheet3"])
    name = "xlsx-hidden-rows.xlsx"
    made = grid([penalty(name, 1), penalty(name, 2), penalty(name, 3)])
    case(name, "筛选后隐藏的行，照常读取", "rows hidden by a filter are read like others", book(Sheet([made[0], made[1], (' hidden="1"', made[2]), made[3]], after=f'<autoFilter ref="A1:{letters(len(made[0]))}4"/>')), accepted=3)
    for state in ("hidden", "veryHidden"):
        name = f"xlsx-sheet-{'hidden' if state == 'hidden' else 'very-hidden'}.xlsx"
        case(name, "隐藏的工作表不读，告知" if state == "hidden" else "深度隐藏的工作表不读，告知", f"a sheet that is {state} is not read, and told of", book(sheet(penalty(name, 1)), sheet(penalty(name, 2), name="旧数据", state=state)),
             accepted=1, skipped=["旧数据"])
    name = "xlsx-hidden-columns.xlsx"
    case(name, "隐藏的列照常读取", "hidden columns are read like others", book(sheet(penalty(name), before='<cols><col min="2" max="3" width="0" hidden="1" customWidth="1"/></cols>')), accepted=1)
    name = "xlsx-heading-merged-above-the-titles.xlsx"
    made = grid([penalty(name)])
    case(name, "标题行上方有合并的表名", "a merged heading above the titles", book(Sheet([["行政处罚信息公示表"], ["填报单位：某局（样例）"], *made], after=f'<mergeCells count="1"><mergeCell ref="A1:{letters(len(made[0]))}1"/></mergeCells>')), accepted=1)
    name = "xlsx-titles-merged-over-two-rows.xlsx"
    merged = "".join(f'<mergeCell ref="{letters(n)}1:{letters(n)}2"/>' for n in range(1, len(made[0]) + 1))
    made = grid([penalty(name)])
    case(name, "标题单元格纵向合并两行", "titles merged over two rows", book(Sheet([made[0], [], made[1]], after=f"<mergeCells>{merged}</mergeCells>")), accepted=1)
    name = "xlsx-group-titles-above-the-titles.xlsx"
    made = grid([penalty(name)])
    case(name, "两级表头：上级为合并的分组", "titles of two levels, the upper ones merged", book(Sheet([["行政相对人", "", "", "行政处罚"], *made], after='<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="D1:P1"/></mergeCells>')), accepted=1)
    name = "xlsx-cells-merged-below-the-titles.xlsx"
    made = grid([penalty(name, 1), penalty(name, 2, 处罚机关="", 行政相对人类别="自然人")])
    place = letters(made[0].index("处罚机关") + 1)
    case(name, "数据单元格纵向合并，第二行没有处罚机关", "cells of data merged: the second row has no authority of its own", book(Sheet(made, after=f'<mergeCells><mergeCell ref="{place}2:{place}3"/></mergeCells>')),
         accepted=1, refused=[(3, "natural-person@subject.class", "missing@authority.name")])
    name = "xlsx-title-with-a-line-break.xlsx"
    made = grid([penalty(name)])
    case(name, "标题中有换行", "titles with line breaks", book(Sheet([[f"{t[:4]}\n{t[4:]}" for t in made[0]], made[1]])), accepted=1)
    name = "xlsx-titles-by-code.xlsx"
    made = grid([penalty(name)])
    case(name, "标题用代码", "titles by their codes", book(Sheet([[PENALTY_CODES[t] for t in made[0]], made[1]])), accepted=1)
    name = "xlsx-table-that-begins-at-c3.xlsx"
    made = grid([penalty(name)])
    case(name, "表格从 C3 开始", "a table that begins at C3", book(Sheet([None, None, *(["", "", *row] for row in made)])), accepted=1)
    name = "xlsx-blank-rows.xlsx"
    made = grid([penalty(name, 1), penalty(name, 2)])
    case(name, "数据之间有空行", "blank rows inside", book(Sheet([made[0], made[1], None, [""], [" "], made[2]])), accepted=2)
    name = "xlsx-formatted-rows-below.xlsx"
    made = grid([penalty(name)])
    case(name, "下方有大量只有格式的空行", "many rows below that have a format and nothing else", book(Sheet([*made, *([[raw('<c@ s="4"/>')] * 5] * 2000)])), accepted=1)
    name = "xlsx-extra-columns.xlsx"
    case(name, "有多余的列", "columns that no field has", book(sheet({"序号": number("1"), **penalty(name), "录入人": "某某"})), accepted=1, ignored=["序号", "录入人"])
    name = "xlsx-second-sheet-lacks-a-column.xlsx"
    row = licence(name, 2)
    del row["许可内容"]
    case(name, "第二张表缺少必需的列，跳过并告知", "a second sheet that lacks a column is passed over and told of", book(sheet(penalty(name, 1)), sheet(row, name="行政许可")), accepted=1, skipped=["行政许可"])
    name = "xlsx-essential-column-missing.xlsx"
    row = penalty(name)
    del row["处罚依据"]
    case(name, "缺少处罚依据列", "a column without which no row can stand is missing", book(sheet(row)), status=422, code="columns-missing")
    case("xlsx-without-titles.xlsx", "没有一张表有标题行", "no sheet has titles", book(Sheet([["某某", "30"], ["某某", "31"]])), status=422, code="table-unknown")
    case("xlsx-empty-sheet-alone.xlsx", "只有一张空工作表", "an empty sheet and nothing else", book(Sheet([])), status=422, code=refusals.EMPTY)
    name = "xlsx-titles-alone.xlsx"
    case(name, "只有标题行", "titles without a row", book(Sheet(grid([penalty(name)])[:1])), status=422, code="empty-body")


def persons():
    name = "xlsx-personal-columns.xlsx"
    case(name, "有法定代表人及证件号码列，号码存成数值", "columns about persons, the number as a number", book(sheet({"法定代表人": "某某", "法定代表人证件号码": IDENTITY, "证件号码": number("110101199003070019"), **penalty(name)})), accepted=1)
    one("xlsx-identity-number-in-the-facts.xlsx", "违法事实里有身份证号", "an identity number in free text", 违法事实=f"证件号{IDENTITY}。", refused=["identity-number@penalty.facts"])
    one("xlsx-identity-number-over-two-runs.xlsx", "身份证号分在两段格式里", "an identity number over two runs of rich text", 违法事实=inline_xml(f"<r><t>证件号{IDENTITY[:9]}</t></r><r><t>{IDENTITY[9:]}。</t></r>"), refused=["identity-number@penalty.facts"])
    one("xlsx-identity-number-as-a-number-in-the-code.xlsx", "代码列里是数值型身份证号", "an identity number as a number in the place of the code", **{"行政相对人代码_1(统一社会信用代码)": number("1.10101199003070E+17")},
        refused=[f"{refusals.DIGITS_LOST}@subject.code"])
    name = "xlsx-identity-number-in-a-heading.xlsx"
    case(name, "表名行里有身份证号", "an identity number in a heading line", book(Sheet([[f"填表人 {IDENTITY}"], *grid([penalty(name)])])), accepted=1)
    one("xlsx-individual-business.xlsx", "以 92 开头的代码", "a code that begins with 92", row=red, 统一社会信用代码=compose("92", "330106", "AB12CD34"), refused=["individual-business@subject.code"])


def packages():
    name = "xlsx-cells-without-references.xlsx"
    case(name, "行和单元格没有 r 属性", "rows and cells without their reference", book(sheet(penalty(name, 1), penalty(name, 2), references=False), shared=False), accepted=2)
    name = "xlsx-parts-with-a-prefix.xlsx"
    case(name, "XML 用命名空间前缀 x:", "elements with a namespace prefix", pack({part: prefixed(text) if part.startswith("xl/w") and part.endswith(".xml") else text for part, text in parts([sheet(penalty(name))]).items()}), accepted=1)
    name = "xlsx-parts-in-utf16.xlsx"
    made = parts([sheet(penalty(name))])
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    case(name, "工作表部件为 UTF-16", "a sheet in UTF-16", pack(made), accepted=1)
    name = "xlsx-parts-with-a-mark.xlsx"
    case(name, "各部件带 BOM", "parts with a byte order mark", pack({part: b"\xef\xbb\xbf" + text.encode() for part, text in parts([sheet(penalty(name))]).items()}), accepted=1)
    name = "xlsx-targets-from-the-root.xlsx"
    made = parts([sheet(penalty(name))])
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace('Target="', 'Target="/xl/')
    case(name, "部件路径为绝对路径", "targets from the root", pack(made), accepted=1)
    name = "xlsx-parts-of-other-names.xlsx"
    made = {part.replace("sheet1", "行政处罚").replace("sharedStrings", "strings"): text.replace("sheet1.xml", "%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A.xml").replace("sharedStrings.xml", "strings.xml") for part, text in parts([sheet(penalty(name))]).items()}
    made = {part.replace("行政处罚", "data"): text.replace("%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A", "data") for part, text in made.items()}
    case(name, "部件名称与常见的不同", "parts under other names than usual", pack(made), accepted=1)
    name = "xlsx-stored-without-compression.xlsx"
    case(name, "ZIP 未压缩", "a package that is not compressed", pack(parts([sheet(penalty(name))]), stored=True), accepted=1)
    name = "xlsx-without-styles.xlsx"
    made = parts([sheet(penalty(name))])
    del made["xl/styles.xml"]
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(f'<Relationship Id="rIdStyles" Type="{RELATIONS}/styles" Target="styles.xml"/>', "")
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace('<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>', "")
    case(name, "没有样式部件", "a workbook without styles", pack(made), accepted=1)
    name = "xlsx-comments-and-validation.xlsx"
    case(name, "有数据验证、条件格式和冻结窗格", "validation, conditional formats and frozen panes", book(sheet(penalty(name), before='<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>',
         after='<conditionalFormatting sqref="A2"><cfRule type="expression" priority="1"><formula>A2=""</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="B2:B10"><formula1>"法人及非法人组织"</formula1></dataValidation></dataValidations>')), accepted=1)
    name = "xlsx-with-macros.xlsx"
    made = parts([sheet(penalty(name))])
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml").replace(
        "</Types>", '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace("</Relationships>", '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')
    made["xl/vbaProject.bin"] = b"no macro at all"
    case(name, "启用宏的工作簿（xlsm），宏不读", "a workbook with macros, which are not read", pack(made), accepted=1)
    name = "xlsx-with-links-to-web-pages.xlsx"
    made = parts([sheet(penalty(name), after='<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>')])
    made["xl/worksheets/_rels/sheet1.xml.rels"] = f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/hyperlink" Target="http://example.invalid/" TargetMode="External"/></Relationships>'
    case(name, "单元格有网页超链接，不是外部数据", "a cell with a link to a web page, which is no outside data", pack(made), accepted=1)
    name = "xlsx-strict.xlsx"
    made = {part: text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
            for part, text in parts([sheet(penalty(name))]).items()}
    case(name, "Strict Open XML 工作簿", "a workbook in Strict Open XML", pack(made), accepted=1)


def prefixed(text):
    head, _, rest = text.partition("?>\n")
    rest = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", rest).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return head + "?>\n" + rest


def refused():
    def whole(name, zh, en, body, code):
        case(name, zh, en, body, status=422, code=code)

    plain_book = book(sheet(penalty("xlsx-refused.xlsx")))
    whole("xlsx-that-is-csv.xlsx", "内容是 CSV", "a CSV file by the name of a workbook", text_table(penalty("xlsx-that-is-csv.xlsx")).encode("utf-8-sig"), refusals.NOT_A_WORKBOOK)
    whole("csv-that-is-a-workbook.csv", "内容是 XLSX 工作簿", "a workbook by the name of a CSV file", plain_book, refusals.WORKBOOK_AS_CSV)
    whole("xlsx-that-is-a-page-of-html.xlsx", "内容是 HTML（系统导出的“Excel”）", "a page of HTML by the name of a workbook", "<html><table><tr><td>行政相对人名称</td></tr></table></html>".encode(), refusals.NOT_A_WORKBOOK)
    whole("xlsx-empty.xlsx", "空文件", "an empty file", b"", refusals.EMPTY)
    whole("xlsx-that-is-an-old-xls.xlsx", "旧版 .xls 改名为 .xlsx", "an old .xls by another name", compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00"}), refusals.OLD_XLS)
    whole("xlsx-with-a-password.xlsx", "加密的工作簿（有打开密码）", "a workbook with a password", compound({"EncryptedPackage": b"\x10" + b"\0" * 7 + bytes(range(256)) * 16, "EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>"}), refusals.ENCRYPTED)
    whole("xlsx-cut-off.xlsx", "文件被截断", "a file that is cut off", plain_book[:len(plain_book) * 2 // 3], refusals.CUT_OFF)
    whole("xlsx-with-a-wrong-checksum.xlsx", "ZIP 中的数据损坏", "damaged data inside the package", damaged(plain_book), refusals.MALFORMED)
    whole("xlsx-that-is-a-document.xlsx", "内容是 Word 文档", "a text document by the name of a workbook", pack({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'}), refusals.NOT_A_WORKBOOK)
    whole("xlsx-that-is-some-zip.xlsx", "内容是普通 ZIP", "any ZIP file by the name of a workbook", pack({"readme.txt": "样例"}), refusals.NOT_A_WORKBOOK)
    whole("xlsx-that-is-an-ods.xlsx", "内容是 ODS", "an OpenDocument sheet by the name of a workbook", pack({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f'{HEAD}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "META-INF/manifest.xml": f'{HEAD}<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'}), refusals.ODS)

    name = "xlsx-bomb-of-rows.xlsx"
    bomb = parts([sheet(penalty(name))])
    bomb["xl/worksheets/sheet1.xml"] = bomb["xl/worksheets/sheet1.xml"].replace("</sheetData>", "<row/>" * 20_000_000 + "</sheetData>")
    whole(name, "压缩炸弹：工作表展开后 120 MB", "a bomb: a sheet of 120 MB when inflated", pack(bomb), refusals.BOMB)
    name = "xlsx-bomb-of-strings.xlsx"
    bomb = parts([sheet(penalty(name))])
    bomb["xl/sharedStrings.xml"] = bomb["xl/sharedStrings.xml"].replace("</sst>", ("<si><t>" + "样" * 30_000 + "</t></si>") * 1_350 + "</sst>")
    whole(name, "压缩炸弹：共享字符串展开后 120 MB", "a bomb: shared strings of 120 MB when inflated", pack(bomb), refusals.BOMB)
    name = "xlsx-of-many-entries.xlsx"
    whole(name, "ZIP 中有四千多个条目", "a package of more than four thousand entries", pack(parts([sheet(penalty(name))]) | {f"x/{n}": "" for n in range(4_200)}, stored=True), refusals.ENTRIES)
    name = "xlsx-cell-of-33000-characters.xlsx"
    whole(name, "单元格超过 32767 个字符", "a cell of more characters than a cell can have", book(sheet(penalty(name, 违法事实="长" * 33_000))), refusals.CELL_TOO_LONG)
    name = "xlsx-of-too-many-columns.xlsx"
    whole(name, "用到第 702 列", "a sheet used to its 702nd column", book(Sheet([["行政相对人名称"], [raw('<c r="ZZ2" t="inlineStr"><is><t>远</t></is></c>')]])), refusals.COLUMNS)
    name = "xlsx-cell-beyond-the-sheet.xlsx"
    whole(name, "单元格在规格的最后一列之外", "a cell beyond the last column that a sheet can have", book(Sheet([["行政相对人名称"], [raw('<c r="XFE2" t="inlineStr"><is><t>远</t></is></c>')]])), refusals.MALFORMED)
    name = "xlsx-with-external-links.xlsx"
    made = parts([sheet(penalty(name))], workbook_change=lambda text: text.replace("</workbook>", '<externalReferences><externalReference r:id="rIdOut"/></externalReferences></workbook>'))
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace("</Types>", '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>')
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace("</Relationships>", f'<Relationship Id="rIdOut" Type="{RELATIONS}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>')
    made["xl/externalLinks/externalLink1.xml"] = f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/></externalLink>'
    made["xl/externalLinks/_rels/externalLink1.xml.rels"] = f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" Target="file:///C:/other.xlsx" TargetMode="External"/></Relationships>'
    whole(name, "引用其他工作簿", "links to another workbook", pack(made), refusals.EXTERNAL)
    for word, part in (("sheet", "xl/worksheets/sheet1.xml"), ("strings", "xl/sharedStrings.xml"), ("workbook", "xl/workbook.xml")):
        name = f"xlsx-dtd-in-the-{word}.xlsx"
        made = parts([sheet(penalty(name))])
        made[part] = made[part].replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n', 1)
        whole(name, "XML 中有 DTD 和实体", "a DTD with entities in a part", pack(made), refusals.DTD)
    name = "xlsx-with-broken-xml.xlsx"
    made = parts([sheet(penalty(name))])
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace("</sheetData>", "<row><c></sheetData>")
    whole(name, "工作表 XML 不完整", "a sheet whose XML is broken", pack(made), refusals.MALFORMED)
    name = "xlsx-rows-out-of-order.xlsx"
    made = grid([penalty(name, 1), penalty(name, 2)])
    swapped = Sheet(made, change=lambda text: re.sub('(<row r="2".*?</row>)(<row r="3".*?</row>)', r"\2\1", text))
    whole(name, "行号次序颠倒", "rows out of their order", book(swapped), refusals.ROWS)
    name = "xlsx-row-twice.xlsx"
    made = grid([penalty(name, 1), penalty(name, 2)])
    whole(name, "同一行号出现两次", "a row that stands twice", book(Sheet(made, change=lambda text: text.replace('<row r="3"', '<row r="2"'))), refusals.ROWS)
    name = "xlsx-cell-twice.xlsx"
    whole(name, "同一单元格出现两次", "a cell that stands twice", book(Sheet(grid([penalty(name)]), change=lambda text: text.replace('r="B2"', 'r="A2"'))), refusals.ROWS)
    name = "xlsx-without-its-sheet.xlsx"
    made = parts([sheet(penalty(name))])
    del made["xl/worksheets/sheet1.xml"]
    whole(name, "工作簿所列的工作表不在文件里", "a sheet that is listed and not there", pack(made), refusals.MALFORMED)


def damaged(body):
    at = body.index(b"xl/worksheets/sheet1.xml") + 60
    return body[:at] + bytes([body[at] ^ 0x55, body[at + 1] ^ 0x55]) + body[at + 2:]


def from_office():
    """Workbooks that LibreOffice saved: kept as they are, for it writes other bytes each time."""
    for name, row, zh, en in (
        ("xlsx-from-libreoffice-penalty.xlsx", penalty, "LibreOffice 保存的处罚表，日期和数值由它判断类型", "a penalty table saved by LibreOffice, which made dates and numbers of its cells"),
        ("xlsx-from-libreoffice-licence.xlsx", licence, "LibreOffice 保存的许可表", "a licence table saved by LibreOffice"),
        ("xlsx-from-libreoffice-red-list.xlsx", red, "LibreOffice 保存的红名单", "a red list saved by LibreOffice"),
        ("xlsx-from-libreoffice-black-list.xlsx", black, "LibreOffice 保存的黑名单", "a black list saved by LibreOffice"),
    ):
        kept(name, zh, en, accepted=2)


def save_by_office(folder):
    """Makes the kept ones anew; needs soffice."""
    for name, row in (("xlsx-from-libreoffice-penalty.xlsx", penalty), ("xlsx-from-libreoffice-licence.xlsx", licence), ("xlsx-from-libreoffice-red-list.xlsx", red), ("xlsx-from-libreoffice-black-list.xlsx", black)):
        with tempfile.TemporaryDirectory() as work:
            source = Path(work, Path(name).stem + ".csv")
            source.write_bytes(text_table(row(name, 1), row(name, 2)).encode("utf-8-sig"))
            # Comma, quote, UTF-8, from the first line, every column as the program takes it.
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--infilter=CSV:44,34,76,1,,0,false,true", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(source)],
                           check=True, stdout=subprocess.DEVNULL)


def add():
    for part in (plain, strings, numbers, days, formulas, sheets, persons, packages, refused, from_office):
        part()
