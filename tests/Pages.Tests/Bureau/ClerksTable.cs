using System.Text;
using CreditShare.Testing;

namespace CreditShare.Pages.Tests.Bureau;

/// <summary>A clerk's table of penalties, made up: its third row names a day that does not exist, until it is mended.</summary>
/// <param name="Name">Begins the ids of its records, so that tests do not meet.</param>
/// <param name="First">Number of its first document.</param>
internal sealed record ClerksTable(string Name, int First)
{
    private const string Titles =
        "记录编号,行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码";

    /// <summary>Whether the table has a column of ids; without one they are made of what the rows say.</summary>
    public bool HasIds { get; init; } = true;

    public string Id(int row) => $"{Name}-{row}";

    public string Subject(int row) => Some.Subject(First + row).Code!;

    /// <param name="isMended">Whether the third row's day is right.</param>
    public byte[] File(bool isMended) => Encoding.UTF8.GetBytes(string.Join('\n', [HasIds ? Titles : Titles["记录编号,".Length..], .. Enumerable.Range(1, 4).Select(row => Row(row, row == 3 && !isMended ? "2026-06-31" : "2026-06-01"))]));

    // Rare characters, and a number that is read otherwise than it stands.
    private string Row(int row, string day) => string.Join(
        ',', [.. HasIds ? [Id(row)] : (string[])[], $"杭州样例𠮷㐂䶮{First + row}有限公司", "法人及非法人组织", Subject(row), $"杭样罚[2026]{First + row}号", "未按规定公示", "经催告仍未公示。", "《中华人民共和国行政处罚法》第二十八条", "罚款", "处罚款二万元。", "2", day,
        "2099-12-31", Some.Authority.Name!, Some.Authority.Code!, Some.Authority.Name!, Some.Authority.Code!]);
}
