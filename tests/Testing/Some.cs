using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;

namespace CreditShare.Testing;

/// <summary>Valid, made-up data; a test changes the one thing it is about.</summary>
public static class Some
{
    public const string City = "330100";

    public static readonly Organisation Authority = new("杭州市生态环境局（样例）", UnifiedSocialCreditCode.Compose("11", "330100", "A1B2C3D4").Value);

    /// <summary>The n-th of many organisations.</summary>
    public static Organisation Subject(int n = 1) =>
        new($"杭州样例甲{n}有限公司", UnifiedSocialCreditCode.Compose("91", "330106", n.ToString("00000000", null)).Value);

    /// <summary>A fine of 2026 under the penalty law, general severity.</summary>
    public static CreditRecord Penalty(int n = 1) => new()
    {
        SourceId = $"P-{n}",
        Change = ChangeKind.Submit,
        Kind = RecordKind.Penalty,
        Item = "GEN-03",
        Subject = Subject(n),
        Authority = Authority,
        DocumentNumber = $"杭样罚〔2026〕{n}号",
        LegalBasis = "《中华人民共和国行政处罚法》第二十八条",
        DecidedOn = new DateOnly(2026, 6, 1),
        Penalty = new PenaltySection
        {
            OffenceType = "未按规定公示", Facts = "经催告仍未公示。", Kinds = [PenaltyKind.Fine], Content = "处罚款。", Fine = 20_000m,
        },
    };

    public static CreditRecord Honour(int n = 1) => new()
    {
        SourceId = $"H-{n}",
        Change = ChangeKind.Submit,
        Kind = RecordKind.Honour,
        Item = "POS-01",
        Subject = Subject(n),
        Authority = Authority,
        DocumentNumber = $"杭样励〔2026〕{n}号",
        DecidedOn = new DateOnly(2026, 6, 1),
        ValidUntil = new DateOnly(2031, 6, 1),
        Honour = new HonourSection { Category = "守信激励", Year = 2025, Title = "样例先进单位" },
    };

    public static CreditRecord Listing(int n = 1, string item = "GEN-08") => new()
    {
        SourceId = $"L-{n}",
        Change = ChangeKind.Submit,
        Kind = RecordKind.Dishonesty,
        Item = item,
        Subject = Subject(n),
        Authority = Authority,
        DocumentNumber = $"杭样列〔2026〕{n}号",
        DecidedOn = new DateOnly(2026, 6, 1),
        Dishonesty = new DishonestySection { Category = "严重失信主体名单" },
    };

    public static CreditRecord Licence(int n = 1) => new()
    {
        SourceId = $"X-{n}",
        Change = ChangeKind.Submit,
        Kind = RecordKind.Licence,
        Item = "GEN-02",
        Subject = Subject(n),
        Authority = Authority,
        DocumentNumber = $"杭样许〔2026〕{n}号",
        DecidedOn = new DateOnly(2026, 6, 1),
        Licence = new LicenceSection { Content = "准予经营。", InForce = true },
    };
}
