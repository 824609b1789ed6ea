"""Rows of the four tables that bureaus send, right in every cell; a case changes the one thing it is about. All data is made up."""

import csv
import io
import zlib

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

AUTHORITY = ("杭州市市场监督管理局（样例）", "11330100U2GY3UUJ0Y")
SUBJECTS = [
    ("杭州样例青岚化工有限公司", "91330108FME2RGMM89"),
    ("杭州样例松澜环保科技有限公司", "91330107U77PA7L66G"),
    ("杭州样例云川医药有限公司", "91330101Y2WYAH9N0D"),
    ("杭州样例沐野建设工程有限公司", "91330103MBLKMWUR69"),
    ("杭州样例若谷物流有限公司", "91330104NHCA55KN77"),
]

# Made up, check character right. It must come out nowhere.
IDENTITY = "110101199003070019"


def compose(front, division, organisation):
    """A Unified Social Credit Code with both check characters (GB 32100-2015, GB 11714)."""
    total = sum(w * (int(c) if c.isdigit() else ord(c) - 55) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), organisation))
    check = (11 - total % 11) % 11
    text = front + division + organisation + ("X" if check == 10 else str(check))
    return text + ALPHABET[(31 - sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(text)) % 31) % 31]


def serial(case, row=1):
    """Five digits of the case's name and the row: every decision in the corpus has a number of its own."""
    return f"{zlib.crc32(case.encode()) % 90000 + 10000}{row}"


def subject_columns(prefix, row):
    name, code = SUBJECTS[row % len(SUBJECTS)]
    return {"行政相对人名称": name, "行政相对人类别": "法人及非法人组织", "行政相对人代码_1(统一社会信用代码)": code}


def penalty(case, row=1, **cells):
    return {
        **subject_columns("CF", row),
        "行政处罚决定书文号": f"杭市监处罚〔2026〕{serial(case, row)}号",
        "违法行为类型": "未按规定公示年度报告",
        "违法事实": "经催告仍未公示上一年度年度报告。",
        "处罚依据": "《中华人民共和国行政处罚法》第二十八条",
        "处罚类别": "罚款",
        "处罚内容": "处罚款。",
        "罚款金额(万元)": "0.5",
        "处罚决定日期": "2026-03-05",
        "处罚有效期": "2029-03-05",
        "处罚机关": AUTHORITY[0],
        "处罚机关统一社会信用代码": AUTHORITY[1],
        "数据来源单位": AUTHORITY[0],
        "数据来源单位统一社会信用代码": AUTHORITY[1],
        **cells,
    }


def licence(case, row=1, **cells):
    return {
        **subject_columns("XK", row),
        "行政许可决定文书名称": "准予行政许可决定书",
        "行政许可决定文书号": f"杭市监许〔2026〕{serial(case, row)}号",
        "许可类别": "普通",
        "许可证书名称": "样例经营许可证",
        "许可编号": f"XK{serial(case, row)}",
        "许可内容": "准予从事样例经营项目。",
        "许可决定日期": "2026-03-05",
        "有效期自": "2026-03-05",
        "有效期至": "2031-03-05",
        "许可机关": AUTHORITY[0],
        "许可机关统一社会信用代码": AUTHORITY[1],
        "当前状态": "1",
        "数据来源单位": AUTHORITY[0],
        "数据来源单位统一社会信用代码": AUTHORITY[1],
        **cells,
    }


def red(case, row=1, **cells):
    name, code = SUBJECTS[row % len(SUBJECTS)]
    return {
        "企业名称": name,
        "统一社会信用代码": code,
        "数据来源": AUTHORITY[0],
        "数据类别": "守信激励",
        "评价年度": "2025",
        "认定文号": f"杭市监〔2026〕{serial(case, row)}号",
        "认定时间": "2026-03-05",
        "认定单位": AUTHORITY[0],
        "认定单位统一社会信用代码": AUTHORITY[1],
        "文件名": "样例质量管理先进单位",
        "有效期限": "2029-03-05",
        **cells,
    }


def black(case, row=1, **cells):
    name, code = SUBJECTS[row % len(SUBJECTS)]
    return {
        "企业名称": name,
        "统一社会信用代码": code,
        "数据类别": "拖欠农民工工资失信名单",
        "案号": f"样例案{serial(case, row)}",
        "执行单位": AUTHORITY[0],
        "执行单位统一社会信用代码": AUTHORITY[1],
        "地域名称": "浙江省杭州市",
        "执行依据文号": f"杭市监列〔2026〕{serial(case, row)}号",
        "发布时间": "2026-03-05",
        "立案时间": "2026-02-05",
        "有效期限": "2027-03-05",
        **cells,
    }


PENALTY_CODES = {
    "行政相对人名称": "CF_XDR_MC", "行政相对人类别": "CF_XDR_LB", "行政相对人代码_1(统一社会信用代码)": "CF_XDR_SHXYM", "行政处罚决定书文号": "CF_WSH",
    "违法行为类型": "CF_WFXW", "违法事实": "CF_SY", "处罚依据": "CF_YJ", "处罚类别": "CF_CFLB", "处罚内容": "CF_NR", "罚款金额(万元)": "CF_NR_FK",
    "处罚决定日期": "CF_JDRQ", "处罚有效期": "CF_YXQ", "处罚机关": "CF_CFJG", "处罚机关统一社会信用代码": "CF_CFJGDM", "数据来源单位": "CF_SJLY",
    "数据来源单位统一社会信用代码": "CF_SJLYDM",
}

# The same organisations without a character outside ASCII are none; for tables whose titles alone are ASCII.


def grid(rows):
    """Titles, then cells; a row may leave columns of the others out."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    return [titles] + [[row.get(title, "") for title in titles] for row in rows]


def table(cells, delimiter=",", end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(cells)
    return text.getvalue()


def text_table(*rows, **form):
    return table(grid(rows), **form)
