using System.Globalization;

namespace CreditShare.SampleMaker;

/// <summary>Penalty rows as bureaus send them: the double-publicity table, with some rows wrong on purpose.</summary>
internal sealed class PenaltyTable(SampleCity city, string elsewhere, Random random)
{
    private static readonly string[] Titles =
    [
        "行政相对人名称*", "行政相对人类别", "行政相对人代码_1（统一社会信用代码）", "行政相对人代码_2(工商注册号)", "法定代表人", "法定代表人证件类型", "法定代表人证件号码",
        "行政处罚决定书文号（必填）", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额(万元)", "没收违法所得、没收非法财物的金额（万元）",
        "暂扣或吊销证照名称及编号", "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注", "内部流水号",
    ];

    public string[] Header => Titles;

    public string[] Row(int number)
    {
        var day = new DateOnly(2024, 6, 1).AddDays(random.Next(0, 890));
        var (authority, prefix, offence, facts, law) = Case(day);
        var subject = city.Any();
        var (kinds, content, fine, confiscated, licence) = Penalty();
        return
        [
            subject.Name, "法人及非法人组织", subject.Code, "/", "某某", "身份证", "不采集",
            Number(prefix, day, number), offence, facts, law, kinds, content, fine, confiscated, licence,
            Day(day), "2099-12-31", "", authority.Name, authority.Code, authority.Name, authority.Code, random.Next(4) == 0 ? "—" : "", $"N{number:00000}",
        ];
    }

    /// <summary>A row with one thing wrong, the n-th of a fixed list.</summary>
    public string[] WrongRow(int number, int n)
    {
        var row = Row(number);
        switch (n % 12)
        {
            case 0: row[2] = row[2][..17] + (row[2][17] == '0' ? '1' : '0'); break;
            case 1: row[1] = "自然人"; break;
            case 2: row[1] = "个体工商户"; break;
            case 3: row[16] = "2025-09-31"; break;
            case 4: row[7] = "2025-03-05"; break;
            case 5: row[9] = ""; break;
            case 6: (row[16], row[10]) = ("2026-08-20", "《中华人民共和国环境保护法》第五十九条"); break;
            case 7: row[10] = "《本地样例管理办法》第三条"; break;
            case 8: row[20] = elsewhere; break;
            case 9: row[9] += "，联系人证件号 110101199003070019"; break;
            case 10: (row[11], row[13]) = ("罚款", "无"); break;
            default: row[13] = "约五千"; break;
        }
        return row;
    }

    private (SampleOrganisation Authority, string Prefix, string Offence, string Facts, string Law) Case(DateOnly day) => random.Next(5) switch
    {
        0 => (city.Environment, "环罚", "超标排放污染物", "在线监测显示废水化学需氧量日均值超过排放标准。",
            day >= new DateOnly(2026, 8, 15) ? "《中华人民共和国生态环境法典》第一百条" : "《中华人民共和国水污染防治法》第八十三条第二项"),
        1 => (city.Market, "市监处罚", "经营标签不符合规定的食品", "现场检查发现待售预包装食品标签未标明生产日期。", "《中华人民共和国食品安全法》第一百二十五条第一款"),
        2 => (city.Market, "市监处罚", "生产不合格产品", "监督抽查检验结论为不合格。", "《产品质量法》第四十九条"),
        3 => (city.Culture, "文旅罚", "未按规定交纳质量保证金", "旅行社未在规定期限内补足质量保证金。", "《旅行社条例》第48条"),
        _ => (city.Market, "市监处罚", "未按规定公示年度报告", "经催告仍未公示上一年度年度报告。", "《中华人民共和国行政处罚法》第二十八条、第三十二条"),
    };

    private (string Kinds, string Content, string Fine, string Confiscated, string Licence) Penalty() => random.Next(8) switch
    {
        0 => ("警告", "给予警告。", "无", "", ""),
        1 => ("罚款;没收违法所得", "没收违法所得，并处罚款。", Amount(1, 20), Amount(0, 5), ""),
        2 => ("责令停产停业-罚款", "责令停产停业，并处罚款。", Amount(10, 40), "/", ""),
        3 => ("吊销许可证件", "吊销许可证。", "", "", "样例生产许可证 SY-2023-0001"),
        4 => ("罚款", "处罚款六十万元。", "60", "--", ""),
        _ => ("罚款", "处罚款。", Amount(0, 30), "", ""),
    };

    private string Number(string prefix, DateOnly day, int number) => random.Next(3) switch
    {
        0 => $"{city.Name}{prefix}[{day.Year}]{number}号",
        1 => $"{city.Name}{prefix}（{day.Year}）{number}号",
        _ => $"{city.Name}{prefix}〔{day.Year}〕{number}号",
    };

    private string Day(DateOnly day) => random.Next(5) switch
    {
        0 => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
        1 => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        2 => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private string Amount(int least, int most)
    {
        var amount = least + (random.Next(1, (most - least) * 100) / 100m);
        return random.Next(6) == 0 ? $"{(amount * 10000).ToString("#,0.00", CultureInfo.InvariantCulture)}元" : amount.ToString(CultureInfo.InvariantCulture);
    }
}
