using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>What came of a record: one word for it on every page and in every file of a page, whoever reads. The glossary has the same.</summary>
public static class OutcomeWords
{
    public static OutcomeWord Accepted { get; } = new("入库", "Accepted");

    /// <summary>Refused with its reasons, to be mended.</summary>
    public static OutcomeWord Rejected { get; } = new("退回", "Refused");

    /// <summary>The same content under the same id as before.</summary>
    public static OutcomeWord Repeated { get; } = new("原样重报", "Held already");

    /// <summary>The same decision under another id.</summary>
    public static OutcomeWord Duplicate { get; } = new("重复认定", "Duplicate");
}

/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record OutcomeWord(string Zh, string En)
{
    /// <summary>In the reader's language.</summary>
    public string Text => Texts.T(Zh, En);
}
