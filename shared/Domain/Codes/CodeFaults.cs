using System.Globalization;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Codes;

/// <summary>Every refusal of a single value, in one place; tests name them.</summary>
public static class CodeFaults
{
    public static CodeFault CodeLength(string found, int length) => new(
        "code-length", found,
        $"统一社会信用代码应为 18 位，这里是 {length} 位。", $"A Unified Social Credit Code has 18 characters, this has {length}.",
        "18 位数字或大写字母。", "18 digits or capital letters.");

    public static CodeFault CodeBlank(string found, int position) => new(
        "code-blank", found,
        $"第 {position} 位是空格。", $"Character {position} is a blank.",
        "代码中间不能有空格。", "A code has no blanks inside.");

    public static CodeFault CodeCharacter(string found, int position, char character) => new(
        "code-character", found,
        $"第 {position} 位“{character}”不是代码可用的字符。", $"Character {position}, '{character}', cannot occur in a code.",
        "只用数字和大写字母，不含 I、O、S、V、Z。", "Digits and capital letters without I, O, S, V, Z.");

    public static CodeFault Division(string found, string division) => new(
        "code-division", found,
        $"第 3 至 8 位“{division}”不是行政区划代码。", $"Characters 3 to 8, '{division}', are not an administrative division.",
        "第 3 至 8 位应为六位数字的区划代码（GB/T 2260）。", "Characters 3 to 8 are a division's six digits (GB/T 2260).");

    public static CodeFault OrganisationCheck(string found, char actual, char right) => new(
        "organisation-check-wrong", found,
        $"第 17 位（组织机构代码校验位）是“{actual}”，按前八位应为“{right}”。",
        $"Character 17, the organisation code's check character, is '{actual}'; the eight before it give '{right}'.",
        "请对照营业执照核对第 9 至 17 位。", "Compare characters 9 to 17 with the licence.");

    public static CodeFault CheckCharacter(string found, char actual, char right) => new(
        "check-character-wrong", found,
        $"第 18 位（校验位）是“{actual}”，按前十七位应为“{right}”。",
        $"Character 18, the check character, is '{actual}'; the seventeen before it give '{right}'.",
        "请对照营业执照逐位核对代码。", "Compare the code with the licence, character by character.");

    public static CodeFault IndividualBusiness(string found) => new(
        "individual-business", found,
        "以 92 开头的是个体工商户，在法律上是从事经营的自然人，不在范围内。",
        "A code beginning with 92 is an individual business, in law a person doing business; it cannot be a subject.",
        "只接收法人和非法人组织。", "Only legal persons and other organisations.");

    public static CodeFault DocumentNumber(string found, string whyChinese, string whyEnglish) => new(
        "document-number", found,
        $"文号不正确：{whyChinese}", $"Not a document number: {whyEnglish}",
        "例如 杭环罚〔2024〕12号。", "For example 杭环罚〔2024〕12号.");

    /// <param name="found">The text.</param>
    /// <param name="last">The last day of the month that it names; null where there is no such month.</param>
    public static CodeFault NoSuchDay(string found, DateOnly? last = null) => new(
        "no-such-day", found,
        "日历上没有这一天。", "There is no such day in the calendar.",
        last is { } day ? $"{day.Year}年{day.Month}月的最后一天是{day.Year}年{day.Month}月{day.Day}日，请核对。" : "请核对月份和日期。",
        last is { } end ? $"That month's last day is {Day(end)}; check the day." : "Check month and day.");

    public static CodeFault DateForm(string found) => DateForm(found, "日期格式无法识别。", "The form of the date is not known.", null, null);

    /// <summary>A year of two digits: which century is a guess.</summary>
    public static CodeFault DateShortYear(string found) => DateForm(found, "年份只有两位，或看不出哪一部分是年份。", "The year has two digits, or it cannot be told which part is the year.", null, null);

    /// <summary>A year without day or month.</summary>
    public static CodeFault DateIncomplete(string found) => DateForm(found, "只有年份或年月，缺少日。", "Only a year, or year and month; the day is missing.", null, null);

    /// <summary>Month and day before the year: which is which is never guessed.</summary>
    /// <param name="found">The text.</param>
    /// <param name="meant">The days that it can mean, one or two.</param>
    public static CodeFault DateOrder(string found, IReadOnlyList<DateOnly> meant) => DateForm(
        found, "年份应写在最前面，这里看不出哪个是月、哪个是日。", "The year comes first; here month and day cannot be told apart.",
        $"按年-月-日填写：{string.Join(" 或 ", meant.Select(Day))}。", $"Write year, month, day: {string.Join(" or ", meant.Select(Day))}.");

    private static CodeFault DateForm(string found, string zh, string en, string? rightZh, string? rightEn) => new(
        "date-form", found, zh, en,
        rightZh ?? "例如 2024-03-05、2024/3/5、20240305 或 2024年3月5日。", rightEn ?? "For example 2024-03-05, 2024/3/5, 20240305 or 2024年3月5日.");

    /// <summary>A day with a time that no clock shows.</summary>
    public static CodeFault DateTime(string found) => DateForm(
        found, "日期后的时间不存在。", "The time behind the day does not exist.",
        "只写日期，例如 2024-03-05；时间应在 00:00:00 至 23:59:59 之间，或为 24:00。", "Give the day alone, such as 2024-03-05; a time lies between 00:00:00 and 23:59:59, or is 24:00.");

    public static CodeFault DateRange(string found) => new(
        "date-range", found,
        "年份超出可接受的范围。", "The year is out of range.",
        "1949 年至 2100 年之间。", "Between 1949 and 2100.");

    /// <param name="found">The text.</param>
    /// <param name="columnUnit">Yuan that a bare number counts for, named so that a clerk sees which unit is meant.</param>
    public static CodeFault AmountForm(string found, decimal columnUnit) => new(
        "amount-form", found,
        "金额无法识别。", "The amount cannot be read.",
        $"例如 5000元、5,000.00元 或 0.5万元；{BareZh(columnUnit)}", $"For example 5000元, 5,000.00元 or 0.5万元; {BareEn(columnUnit)}");

    /// <summary>A range, or a number that says about, over or at most.</summary>
    public static CodeFault AmountVague(string found, decimal columnUnit) => new(
        "amount-form", found,
        "金额应是一个确定的数，不能是区间或约数。", "An amount is one definite number, no range and no estimate.",
        $"按决定书填写确切金额；{BareZh(columnUnit)}", $"Give the decision's own amount; {BareEn(columnUnit)}");

    /// <summary>An amount in another currency than the yuan.</summary>
    public static CodeFault AmountCurrency(string found, decimal columnUnit) => new(
        "amount-form", found,
        "金额应以人民币元计，不换算外币。", "An amount is in yuan (renminbi); other currencies are not converted.",
        $"按决定书填写人民币金额；{BareZh(columnUnit)}", $"Give the decision's amount in yuan; {BareEn(columnUnit)}");

    /// <summary>More than one unit.</summary>
    public static CodeFault AmountUnits(string found, decimal columnUnit) => new(
        "amount-form", found,
        "金额中的单位自相矛盾或重复。", "The amount names units that clash or repeat.",
        $"只写一个单位，或只写数字；{BareZh(columnUnit)}", $"Name one unit, or none; {BareEn(columnUnit)}");

    public static CodeFault AmountNegative(string found) => new(
        "amount-negative", found,
        "金额不能为负数。", "An amount cannot be negative.",
        "零或正数。", "Zero or more.");

    public static CodeFault AmountTooFine(string found) => new(
        "amount-too-fine", found,
        "金额精确到了分以下。", "The amount is finer than a fen (0.01 yuan).",
        "以元计最多两位小数，以万元计最多六位。", "Two decimals of a yuan at most, six of 10,000 yuan.");

    public static CodeFault AmountTooLarge(string found, decimal columnUnit) => new(
        "amount-too-large", found,
        $"金额过大，请核对单位：{BareZh(columnUnit)}", $"The amount is too large; check its unit: {BareEn(columnUnit)}",
        "不超过一万亿元。", "At most 10^12 yuan.");

    public static CodeFault LegalBasis(string found) => new(
        "legal-basis-unreadable", found,
        "依据中找不到法规名称或条款。", "No law or no article can be found in the basis.",
        "写明书名号和条，例如《中华人民共和国环境保护法》第五十九条。", "Give the title in 《》 and the article, such as 《中华人民共和国环境保护法》第五十九条.");

    private static string BareZh(decimal columnUnit) => columnUnit == MoneyAmount.TenThousandYuan ? "本列不写单位时按万元计。" : "本列不写单位时按元计。";

    private static string BareEn(decimal columnUnit) => columnUnit == MoneyAmount.TenThousandYuan ? "here a bare number counts 10,000 yuan." : "here a bare number counts yuan.";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
