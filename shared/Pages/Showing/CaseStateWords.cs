using System.Collections.Frozen;
using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>States of a measure's case as a reader calls them: one word for each on every page, whoever reads.</summary>
public static class CaseStateWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>
    {
        ["unclaimed"] = ("待认领", "Unclaimed"),
        ["overdue"] = ("逾期未认领", "Overdue"),
        ["claimed"] = ("已认领，待反馈", "Claimed"),
        ["claimed-late"] = ("逾期认领，待反馈", "Claimed late"),
        ["done"] = ("已反馈", "Fed back"),
        ["closed"] = ("已终止", "Ended"),
        ["release-requested"] = ("待解除", "To be released"),
        ["released"] = ("已解除", "Released"),
    }.ToFrozenDictionary();

    /// <param name="state">As addresses and entries write it; one that is not known is shown as it is.</param>
    public static string Of(string state) => Words.TryGetValue(state, out var word) ? Texts.T(word.Zh, word.En) : state;
}
