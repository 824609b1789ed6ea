"""What the fuzzer found: each was a fault once."""

import refusals
from cells import one
from corpus import case
from tables import IDENTITY, grid, penalty, text_table
from workbook import Sheet, book, inline, pack, parts


def add():
    name = "found-empty-change-and-item.csv"
    case(name, "变更类型、目录事项编码、记录编号列没有填写或写“无”", "columns for change, item and id that are empty or say nothing",
         text_table({**penalty(name, 1), "变更类型": "", "目录事项编码": "", "记录编号": ""}, {**penalty(name, 2), "变更类型": "无", "目录事项编码": "/", "记录编号": "—"}), accepted=2,
         normalised=[(3, "change", "nothing-mark", None)])
    name = "found-empty-change-and-item.xlsx"
    case(name, "同上，工作簿中的空字符串", "the same as empty texts of a workbook", book(Sheet(grid([{**penalty(name), "变更类型": inline(""), "目录事项编码": inline(""), "记录编号": inline("")}]))), accepted=1)
    one("found-identity-number-parted-by-nothing.csv", "身份证号中夹有零宽字符", "an identity number with a character of no width inside", 备注=f"证件号{IDENTITY[:6]}\u200b{IDENTITY[6:]}", refused=["identity-number@note"])
    one("found-penalty-kinds-of-separators.csv", "处罚类别只有分隔符", "penalty kinds of separators alone", 处罚类别="；", refused=["unknown-word@penalty.kinds"], **{"罚款金额(万元)": ""})
    one("found-name-of-an-invisible-character.csv", "名称只有零宽字符", "a name that is a character of no width", 行政相对人名称="\ufeff", refused=["missing@subject.name"])
    for word, text, zh in (("cut-off", "<?", "被截断"), ("of-another-root", "<other/>", "根元素不是 workbook"), ("empty", "", "为空")):
        name = f"found-workbook-part-{word}.xlsx"
        made = parts([Sheet(grid([penalty(name)]))])
        made["xl/workbook.xml"] = text
        case(name, f"工作簿部件{zh}", f"a part of the workbook that is {word.replace('-', ' ')}", pack(made), status=422, code=refusals.MALFORMED)
