"""One odd cell in a table that is right otherwise: what the normalising rules read, and what they refuse."""

from corpus import case
from tables import AUTHORITY, IDENTITY, SUBJECTS, black, compose, licence, penalty, red, serial, text_table


def one(name, zh, en, row=penalty, read=None, refused=None, change=None, **cells):
    """A table of one row with these cells."""
    changes = [(2, *entry) for entry in change or []]
    body = text_table(row(name, **cells))
    if refused:
        case(name, zh, en, body, refused=[(2, *refused)], normalised=changes)
    else:
        case(name, zh, en, body, accepted=1, normalised=changes, cells=[(2, *text) for text in read or []])


def days():
    def read(name, zh, en, text, day="2026-03-05", rule="date"):
        one(name, zh, en, 处罚决定日期=text, change=[("decidedOn", rule, day)], read=[("decidedOn", day)])

    read("csv-date-with-slashes.csv", "日期写作 2026/3/5", "a date written 2026/3/5", "2026/3/5")
    read("csv-date-of-eight-digits.csv", "日期写作 20260305", "a date written 20260305", "20260305")
    read("csv-date-in-chinese.csv", "日期写作 2026年3月5日", "a date written 2026年3月5日", "2026年3月5日")
    read("csv-date-with-dots.csv", "日期写作 2026.03.05", "a date written 2026.03.05", "2026.03.05")
    read("csv-date-with-a-time.csv", "日期后有时间 0:00:00", "a time behind the date", "2026-3-5 0:00:00")
    read("csv-date-serial.csv", "日期是 Excel 序列号 46086", "a date as a spreadsheet's serial number", "46086")
    read("csv-date-in-chinese-numerals.csv", "日期写作 二〇二六年三月五日", "a date in Chinese numerals", "二〇二六年三月五日")
    read("csv-date-full-width.csv", "日期用全角数字", "a date in full-width digits", "２０２６－０３－０５")

    def wrong(name, zh, en, text, code):
        one(name, zh, en, 处罚决定日期=text, refused=[f"{code}@decidedOn"])

    wrong("csv-date-that-does-not-exist.csv", "日历上没有的日期 2025-09-31", "a day that does not exist", "2025-09-31", "no-such-day")
    wrong("csv-date-february-29-of-a-common-year.csv", "平年的 2 月 29 日", "29 February of a year that has none", "2025年2月29日", "no-such-day")
    wrong("csv-date-two-digit-year.csv", "两位年份 26-03-05", "a year of two digits", "26-03-05", "date-form")
    wrong("csv-date-day-and-month-unclear.csv", "月日次序不明 3/5/2026", "month and day in an order that nobody can tell", "3/5/2026", "date-form")
    wrong("csv-date-without-a-day.csv", "只有年月 2026年3月", "a month without a day", "2026年3月", "date-form")
    one("csv-date-in-the-future.csv", "处罚决定日期在将来", "a decision of a day to come", 处罚决定日期="2031-01-01", 处罚有效期="2035-01-01", refused=["date-in-the-future@decidedOn"])
    one("csv-end-before-the-decision.csv", "有效期早于决定日期", "an end before the decision", row=licence, 有效期至="2025-03-05", 有效期自="2025-01-05", refused=["date-out-of-order@validUntil"])
    one("csv-end-2099-12-31.csv", "有效期写作 2099-12-31，表示没有期限", "2099-12-31 for no end", 处罚有效期="2099-12-31", change=[("validUntil", "open-end", "长期")], read=[("validUntil", None)])
    one("csv-end-long-term.csv", "有效期写作“长期”", "长期 for no end", row=licence, 有效期至="长期", read=[("validUntil", None)])


def amounts():
    def read(name, zh, en, text, yuan, **cells):
        one(name, zh, en, **{"罚款金额(万元)": text}, **cells, change=[("penalty.fine", "amount", f"{yuan} 元")], read=[("penalty.fine", yuan)])

    read("csv-amount-with-its-unit.csv", "金额带单位 0.5万元", "an amount with its unit", "0.5万元", "5000")
    read("csv-amount-in-yuan.csv", "万元列里写 5000元", "yuan in a column of 10,000 yuan", "5000元", "5000")
    read("csv-amount-with-separators.csv", "金额有千位分隔 5,000.00元", "separators of thousands", "5,000.00元", "5000")
    read("csv-amount-with-a-currency-mark.csv", "金额有币符 ￥5,000元", "a currency mark", "￥5,000元", "5000")
    read("csv-amount-full-width.csv", "金额用全角数字", "an amount in full-width digits", "０．５", "5000")
    one("csv-amount-to-six-decimals.csv", "万元金额有六位小数，精确到分", "six decimals of 10,000 yuan, exact to the fen", **{"罚款金额(万元)": "0.123456"}, read=[("penalty.fine", "1234.56")])

    def wrong(name, zh, en, text, code, change=None):
        one(name, zh, en, **{"罚款金额(万元)": text}, refused=[f"{code}@penalty.fine"], change=change)

    wrong("csv-amount-finer-than-a-fen.csv", "金额细于分", "an amount finer than a fen", "0.1234567", "amount-too-fine")
    wrong("csv-amount-about.csv", "金额写作 约5万", "an amount that is about", "约5万", "amount-form")
    wrong("csv-amount-range.csv", "金额写作 5000-10000元", "a range instead of an amount", "5000-10000元", "amount-form")
    wrong("csv-amount-negative.csv", "金额为负 -0.5", "an amount below zero", "-0.5", "amount-negative")
    wrong("csv-amount-beyond-measure.csv", "把元写进万元列，超出上限", "an amount beyond all measure", "9999999999", "amount-too-large")
    wrong("csv-fine-without-an-amount.csv", "处罚类别含罚款，金额写“无”", "a fine whose amount says nothing", "无", "amount-missing", change=[("penalty.fine", "nothing-mark", None)])
    one("csv-amount-without-a-fine.csv", "处罚类别是警告，却有罚款金额", "an amount without a fine", 处罚类别="警告", 处罚内容="给予警告。", refused=["amount-without-kind@penalty.fine"])


def nothing():
    marks = {"没收违法所得、没收非法财物的金额(万元)": "--", "暂扣或吊销证照名称及编号": "— —", "公示截止期": "/", "备注": "无", "行政相对人代码_2(工商注册号)": "空"}
    one("csv-marks-for-nothing.csv", "“无”“/”“— —”“--”“空”表示没有", "every mark for nothing", **marks, change=[
        ("identifiers.registrationNumber", "nothing-mark", None), ("publicUntil", "nothing-mark", None), ("penalty.confiscated", "nothing-mark", None),
        ("penalty.licenceAffected", "nothing-mark", None), ("note", "nothing-mark", None)], read=[("note", None)])
    one("csv-mark-for-nothing-where-a-name-must-be.csv", "必填的处罚机关写“/”", "a mark for nothing as the authority", 处罚机关="/", refused=["authority-not-a-name@authority.name"])


def numbers():
    def number(name, text, zh, en):
        whole = f"杭市监处罚〔2026〕{serial(name)}号"
        one(name, zh, en, 行政处罚决定书文号=text(serial(name)), change=[("documentNumber", "document-number", whole)], read=[("documentNumber", whole)])

    number("csv-number-in-square-brackets.csv", lambda n: f"杭市监处罚[2026]{n}号", "文号用方括号", "a document number in square brackets")
    number("csv-number-in-round-brackets.csv", lambda n: f"杭市监处罚(2026){n}号", "文号用半角圆括号", "a document number in round brackets")
    number("csv-number-in-full-width-brackets.csv", lambda n: f"杭市监处罚（2026）{n}号", "文号用全角圆括号", "a document number in full-width brackets")
    number("csv-number-in-lenticular-brackets.csv", lambda n: f"杭市监处罚【2026】{n}号", "文号用方头括号", "a document number in lenticular brackets")
    number("csv-number-with-blanks.csv", lambda n: f"杭市监处罚 〔2026〕 {n} 号", "文号中有空格", "blanks inside a document number")
    number("csv-number-in-full-width-digits.csv", lambda n: "杭市监处罚〔２０２６〕" + "".join(chr(ord(c) + 0xFEE0) for c in n) + "号", "文号用全角数字", "full-width digits in a document number")

    one("csv-number-that-is-a-date.csv", "文号列里是日期", "a date in the place of the number", 行政处罚决定书文号="2026-03-05", refused=["document-number@documentNumber"])
    one("csv-number-without-digits.csv", "文号里没有编号", "a number without digits", 行政处罚决定书文号="杭市监处罚字", refused=["document-number@documentNumber"])
    one("csv-number-is-missing.csv", "没有文号", "no document number", 行政处罚决定书文号="", refused=["missing@documentNumber"])

    name = "csv-same-decision-in-three-spellings.csv"
    n = serial(name)
    rows = [penalty(name, 行政处罚决定书文号=text) for text in (f"杭市监处罚〔2026〕{n}号", f"杭市监处罚[2026]{n}号", f"杭市监处罚(2026){n}号")]
    changes = [(line, "documentNumber", "document-number", f"杭市监处罚〔2026〕{n}号") for line in (3, 4)]
    case(name, "同一决定三次，文号写法不同", "one decision three times, its number spelt otherwise each time", text_table(*rows), accepted=1, repeated=2, normalised=changes)
    name = "csv-same-decision-under-two-ids.csv"
    n = serial(name)
    rows = [penalty(name, 行政处罚决定书文号=text, 记录编号=f"D-{n}-{i}") for i, text in enumerate((f"杭市监处罚〔2026〕{n}号", f"杭市监处罚[2026]{n}号"))]
    case(name, "同一决定用了两个记录编号，文号写法不同", "one decision under two ids and in two spellings", text_table(*rows), accepted=1, duplicate=1,
         normalised=[(3, "documentNumber", "document-number", f"杭市监处罚〔2026〕{n}号")])


def authorities():
    def wrong(name, zh, en, code, **cells):
        one(name, zh, en, **cells, refused=[code])

    wrong("csv-authority-is-a-date.csv", "处罚机关列里是日期", "a date in the place of the authority", "authority-not-a-name@authority.name", 处罚机关="2026-03-05")
    wrong("csv-authority-is-a-document-number.csv", "处罚机关列里是文号", "a document number in the place of the authority", "authority-not-a-name@authority.name", 处罚机关="杭市监处罚〔2026〕12号")
    wrong("csv-authority-is-a-number.csv", "处罚机关列里是数字", "a number in the place of the authority", "authority-not-a-name@authority.name", 处罚机关="330100")
    wrong("csv-source-is-a-date.csv", "数据来源单位列里是日期", "a date in the place of the source", "authority-not-a-name@source.name", 数据来源单位="2026年3月5日")
    wrong("csv-authority-of-another-city.csv", "处罚机关不属于报送城市", "an authority of another city", "authority-elsewhere@authority.code", 处罚机关统一社会信用代码=compose("11", "330500", "A1B2C3D4"))
    wrong("csv-authority-is-a-company.csv", "处罚机关代码是企业的", "a company's code as the authority's", "not-a-public-body@authority.code", 处罚机关统一社会信用代码=SUBJECTS[2][1])
    name = "csv-authority-and-its-code-in-each-others-place.csv"
    one(name, "处罚机关名称与代码填反", "the authority's name and code in each other's place", 处罚机关=AUTHORITY[1], 处罚机关统一社会信用代码=AUTHORITY[0],
        refused=["authority-not-a-name@authority.name", "code-is-a-name@authority.code"])
    one("red-list-authority-is-a-document-number.csv", "红名单的认定单位列里是文号", "a document number in the place of the authority", row=red, 认定单位="杭市监〔2026〕3号", refused=["authority-not-a-name@authority.name"])
    one("black-list-authority-is-a-number.csv", "黑名单的执行单位列里是数字", "a number in the place of the authority", row=black, 执行单位="20260305", refused=["authority-not-a-name@authority.name"])


def codes():
    column = "行政相对人代码_1(统一社会信用代码)"
    good = SUBJECTS[1][1]

    def read(name, zh, en, text):
        one(name, zh, en, **{column: text}, change=[("subject.code", "credit-code", good)], read=[("subject.code", good)])

    read("csv-code-in-small-letters.csv", "代码用小写字母", "a code in small letters", good.lower())
    read("csv-code-full-width.csv", "代码用全角字符", "a code in full-width characters", "".join(chr(ord(c) + 0xFEE0) for c in good))
    read("csv-code-with-blanks-around.csv", "代码前后有空格", "blanks around a code", f" {good}　")

    def wrong(name, zh, en, text, code, **cells):
        one(name, zh, en, **{column: text}, **cells, refused=[code])

    wrong("csv-code-with-a-blank-inside.csv", "代码中间有空格", "a blank inside a code", f"{good[:8]} {good[8:]}", "code-blank@subject.code")
    wrong("csv-code-check-character-wrong.csv", "代码校验位错误", "a wrong check character", good[:17] + ("0" if good[17] != "0" else "1"), "check-character-wrong@subject.code")
    wrong("csv-code-of-fifteen-digits.csv", "填了 15 位工商注册号", "a registration number of 15 digits as the code", "330100000012345", "code-length@subject.code")
    wrong("csv-code-in-scientific-notation.csv", "代码成了 9.133E+17", "a code that became 9.133E+17", "9.133E+17", "digits-lost@subject.code code-length@subject.code")
    wrong("csv-code-with-letter-o.csv", "代码把 0 写成字母 O", "the letter O for a zero", good[:2] + good[2:8].replace("0", "O", 1) + good[8:], "code-character@subject.code")
    wrong("csv-code-as-a-formula-of-excel.csv", "代码写成 =\"9133…\"", "a code wrapped as a formula", f'="{good}"', "code-length@subject.code")
    wrong("csv-code-of-an-individual-business.csv", "以 92 开头的代码，个体工商户", "a code that begins with 92", compose("92", "330106", "AB12CD34"), "individual-business@subject.code")
    wrong("csv-code-is-missing.csv", "没有代码", "no code", "", "missing@subject.code")


def persons():
    one("csv-natural-person.csv", "相对人类别为自然人", "a natural person", 行政相对人类别="自然人", refused=["natural-person@subject.class"])
    one("csv-individual-business-by-class.csv", "相对人类别为个体工商户", "an individual business by its class", 行政相对人类别="个体工商户", refused=["individual-business@subject.class"])
    one("csv-identity-number-as-the-code.csv", "代码列里是身份证号", "an identity number in the place of the code", **{"行政相对人代码_1(统一社会信用代码)": IDENTITY}, refused=["natural-person@subject.code"])
    one("csv-identity-number-in-the-facts.csv", "违法事实里有身份证号", "an identity number in free text", 违法事实=f"经办人证件号{IDENTITY}，经催告仍未公示。", refused=["identity-number@penalty.facts"])
    one("csv-identity-number-in-the-note.csv", "备注里有身份证号，分段书写", "an identity number in groups in the note", 备注=f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", refused=["identity-number@note"])
    one("csv-identity-number-in-the-number.csv", "文号里有身份证号", "an identity number in the document number", 行政处罚决定书文号=f"杭市监处罚〔2026〕{IDENTITY}号", refused=["document-number@documentNumber"])
    name = "csv-personal-columns.csv"
    row = {"法定代表人": "某某", "法定代表人证件类型": "身份证", "法定代表人证件号码": IDENTITY, "证件号码": IDENTITY, **penalty(name)}
    case(name, "有法定代表人及证件号码列", "columns about the legal representative", text_table(row), accepted=1)
    name = "csv-personal-columns-by-older-titles.csv"
    row = {"CF_FDDB": "某某", "CF_FR_SFZH": IDENTITY, "法定代表人身份证号": IDENTITY, **penalty(name)}
    case(name, "法定代表人列用旧标题、旧代码", "columns about persons by their older titles", text_table(row), accepted=1)
    name = "csv-identity-number-in-an-extra-column.csv"
    case(name, "多余的列里有身份证号", "an identity number in a column that no field has", text_table({**penalty(name), "内部意见": IDENTITY}), accepted=1, ignored=["内部意见"])
    one("licence-natural-person.csv", "许可的相对人类别为自然人", "a licence of a natural person", row=licence, 行政相对人类别="自然人", refused=["natural-person@subject.class"])


def words():
    for word, separator, zh in (("semicolon", ";", "半角分号"), ("full-width-semicolon", "；", "全角分号"), ("enumeration-comma", "、", "顿号"), ("dash", "-", "短横")):
        one(f"csv-penalty-kinds-by-{word}.csv", f"处罚类别用{zh}连接", f"penalty kinds joined by {separator}", 处罚类别=f"警告{separator}罚款", read=[("penalty.kinds", "warning;fine")])
    one("csv-penalty-kind-with-a-comma-inside.csv", "处罚类别“没收违法所得、没收非法财物”本身含顿号", "a penalty kind that has a comma inside", 处罚类别="罚款；没收违法所得、没收非法财物",
        **{"没收违法所得、没收非法财物的金额(万元)": "0.2"})
    one("csv-penalty-kind-unknown.csv", "没有的处罚类别", "a penalty kind that there is none of", 处罚类别="罚酒三杯", refused=["unknown-word@penalty.kinds"])
    one("csv-kind-revoked-without-the-licence.csv", "吊销许可证件却未写证照名称", "a revocation without the licence's name", 处罚类别="吊销许可证件", **{"罚款金额(万元)": ""}, refused=["licence-not-named@penalty.licenceAffected"])
    one("licence-status-in-words.csv", "当前状态写“有效”", "a licence's status in words", row=licence, 当前状态="有效", read=[("licence.status", "true")])
    one("licence-status-unknown.csv", "当前状态写 9", "a status that there is none of", row=licence, 当前状态="9", refused=["unknown-word@licence.status"])
    one("licence-number-without-a-document-number.csv", "没有决定文书号，有许可编号", "a licence number and no document number", row=licence, 行政许可决定文书号="")
    one("red-list-year-with-its-word.csv", "评价年度写“2025年”", "a year with its word", row=red, 评价年度="2025年", change=[("honour.year", "year", "2025")], read=[("honour.year", "2025")])
    one("red-list-year-of-two-digits.csv", "评价年度写“25”", "a year of two digits", row=red, 评价年度="25", refused=["not-a-number@honour.year"])
    one("black-list-not-of-the-catalogue.csv", "数据类别不是目录里的名单，又没有事项编码", "a list that the catalogue has not, and no item", row=black, 数据类别="样例名单", refused=["missing@item"])
    one("black-list-with-its-item.csv", "数据类别不是目录里的名单，填了目录事项编码", "a list of another name, with its item", row=black, 数据类别="样例名单", 目录事项编码="GEN-07")
    one("csv-law-that-has-lapsed.csv", "处罚依据已废止", "a law that had lapsed on the day", 处罚依据="《中华人民共和国环境保护法》第五十九条", 处罚决定日期="2026-08-20", refused=["law-not-in-force@legalBasis"])
    one("csv-law-without-an-article.csv", "处罚依据没有条款", "a basis without an article", 处罚依据="有关法律规定", refused=["legal-basis-unreadable@legalBasis"])


def texts():
    facts = "经催告仍未公示。 已两次提醒。"
    one("csv-line-breaks-in-a-cell.csv", "单元格里有换行", "line breaks inside a cell", 违法事实="经催告仍未公示。\n已两次提醒。", change=[("penalty.facts", "cell-text", facts)], read=[("penalty.facts", facts)])
    one("csv-tabs-and-many-blanks-in-a-cell.csv", "单元格里有制表符和连续空格", "tabs and many blanks inside a cell", 违法事实="经催告仍未公示。\t  已两次提醒。", change=[("penalty.facts", "cell-text", facts)], read=[("penalty.facts", facts)])
    one("csv-invisible-characters.csv", "单元格里有零宽字符", "characters of no width", 行政相对人名称="杭州样例\u200b松澜环保科技\ufeff有限公司", change=[("subject.name", "cell-text", SUBJECTS[1][0])], read=[("subject.name", SUBJECTS[1][0])])
    one("csv-control-character.csv", "单元格里有控制字符", "a control character", 违法事实="经催告\x07仍未公示。", refused=["unseen-character@penalty.facts"])
    one("csv-writing-turned-round.csv", "单元格里有改变书写方向的字符", "a character that turns the writing round", 行政相对人名称="杭州样例\u202e司公限有", refused=["unseen-character@subject.name"])
    one("csv-quotes-in-a-cell.csv", "单元格里有双引号", "quotation marks inside a cell", 违法事实='经催告仍未公示"年度报告"。', read=[("penalty.facts", '经催告仍未公示"年度报告"。')])
    one("csv-cell-like-a-formula.csv", "单元格以等号开头", "a cell that begins like a formula", 备注='=HYPERLINK("http://example.invalid","样例")', read=[("note", '=HYPERLINK("http://example.invalid","样例")')])
    one("csv-cell-too-long.csv", "违法事实超过 4000 字", "a cell of more than 4,000 characters", 违法事实="长" * 4001, refused=["too-long@penalty.facts"])
    one("csv-rare-characters.csv", "名称里有 Unicode 基本平面以外的字", "characters beyond the basic plane", 行政相对人名称="杭州样例㐂䶮𠮷有限公司", read=[("subject.name", "杭州样例㐂䶮𠮷有限公司")])
    one("csv-name-in-half-width-brackets.csv", "机关名称用半角括号", "an authority's name in half-width brackets", 处罚机关="杭州市市场监督管理局(样例)", change=[("authority.name", "organisation-name", AUTHORITY[0])], read=[("authority.name", AUTHORITY[0])])
    one("csv-everything-wrong-at-once.csv", "一行里有多处错误，一次全部说明", "many faults of one row, told at once", 行政相对人名称="", 行政处罚决定书文号="2026-03-05", 处罚决定日期="2025-09-31", 违法事实="",
        **{"罚款金额(万元)": "约五千"}, refused=["document-number@documentNumber", "no-such-day@decidedOn", "amount-form@penalty.fine", "missing@subject.name", "missing@penalty.facts"])


def add():
    for part in (days, amounts, nothing, numbers, authorities, codes, persons, words, texts):
        part()
