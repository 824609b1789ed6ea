using System.Globalization;

namespace CreditShare.SampleMaker;

/// <summary>Licence rows as bureaus send them, titled by column code.</summary>
internal sealed class LicenceTable(SampleCity city, Random random)
{
    private static readonly string[] Titles =
    [
        "XK_XDR_MC", "XK_XDR_LB", "XK_XDR_SHXYM", "XK_FRDB", "XK_XKWS", "XK_WSH", "XK_XKLB", "XK_XKZS", "XK_XKBH", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_YXQZI",
        "XK_XKJG", "XK_XKJGDM", "XK_ZT", "XK_LYDW", "XK_LYDWDM", "BZ",
    ];

    public string[] Header => Titles;

    public string[] Row(int number)
    {
        var day = new DateOnly(2023, 1, 10).AddDays(random.Next(0, 1380));
        var subject = city.Any();
        return
        [
            subject.Name, "法人及非法人组织", subject.Code, "某某", "准予行政许可决定书", $"{city.Name}许〔{day.Year}〕{number}号", "普通", "样例经营许可证", $"XK{day.Year}{number:0000}",
            "准予从事样例经营项目。", Day(day), Day(day), random.Next(3) == 0 ? "2099-12-31" : Day(day.AddYears(5)), city.Approval.Name, city.Approval.Code, "1",
            city.Approval.Name, city.Approval.Code, "",
        ];
    }

    public string[] WrongRow(int number, int n)
    {
        var row = Row(number);
        switch (n % 4)
        {
            case 0: row[2] = "92" + row[2][2..17] + "0"; break;
            case 1: row[12] = "2020-01-01"; break;
            case 2: row[15] = "9"; break;
            default: row[10] = "2031-01-01"; break;
        }
        return row;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
