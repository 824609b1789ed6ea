using System.Globalization;
using CreditShare.Domain.Entitlements;

namespace CreditShare.Domain.Lookups;

/// <summary>What an answer means, for a reader.</summary>
internal static class AnswerNotes
{
    /// <param name="asked">One of <see cref="Asked"/>.</param>
    /// <param name="found">Whether there is anything in the answer.</param>
    /// <param name="past">Whether it is about another day than the present, or about what was known before.</param>
    /// <param name="withheld">Records left out, by class.</param>
    /// <param name="entitlement">By which they were.</param>
    public static (string Zh, string En) Of(string asked, bool found, bool past, IReadOnlyDictionary<string, int> withheld, Entitlement entitlement)
    {
        var (zh, en) = withheld.Count > 0 && !found ? NothingShown(asked) : Plain(asked, found);
        if (past)
            (zh, en) = ($"以下为过去时点的情况，不是目前情况，不得据以采取措施：{zh}", $"This is about the past and not about the present; no measure may be taken upon it: {en}");
        if (withheld.Count == 0)
            return (zh, en);
        var measures = asked != Asked.Records;
        zh += string.Create(CultureInfo.InvariantCulture, $"另有 {withheld.Values.Sum()} 条记录因共享类别不予显示（{string.Join("、", withheld.Select(part => $"{part.Key} 类 {part.Value} 条"))}）{(measures ? "，仅依其产生的措施也不列入" : "")}。");
        en += string.Create(CultureInfo.InvariantCulture, $" {withheld.Values.Sum()} records of classes that the agency may not see for this purpose are left out ({string.Join(", ", withheld.Select(part => $"{part.Key}: {part.Value}"))}){(measures ? ", and the measures that hang on them alone" : "")}.");
        return entitlement.AuthorisationWouldHelp && withheld.ContainsKey("B")
            ? (zh + "B 类记录须经信用主体书面授权，请在 authorisation 中写明授权书编号。", en + " Class B takes the subject's written authorisation: name its reference as authorisation.")
            : (zh, en);
    }

    private static (string Zh, string En) Plain(string asked, bool found) => (asked, found) switch
    {
        (Asked.Punishments, true) => (
            "以下措施目前有效。binding 为 true 的必须执行，其余由办件机关依法裁量；办理时请告知当事人理由、依据、救济途径和解除条件。",
            "These measures are in force. Where binding is true the law leaves no choice; the others are at the agency's lawful discretion. Tell the subject the reason, the basis, the remedy and the conditions of release."),
        (Asked.Rewards, true) => ("以下激励措施目前有效。", "These rewards are in force."),
        (Asked.Records, true) => ("以下记录目前在共享期内。", "These records are shared at present."),
        (Asked.Punishments, false) => (
            "截至该日，登记库中没有可据以采取惩戒措施的记录。这不是信用评价。",
            "On this day the registry holds no record from which a measure follows. This is not a rating."),
        (Asked.Rewards, false) => ("截至该日，登记库中没有可据以激励的记录。", "On this day the registry holds no record from which a reward follows."),
        _ => ("截至该日，登记库中没有在共享期内的记录。", "On this day the registry holds no record that is shared."),
    };

    /// <summary>Of what was left out nothing may be said, not even that nothing follows from it.</summary>
    private static (string Zh, string En) NothingShown(string asked) => asked switch
    {
        Asked.Punishments => (
            "截至该日，在贵机构可查看的记录中，没有可据以采取惩戒措施的。这不是信用评价。",
            "On this day no measure follows from the records that the agency may see. This is not a rating."),
        Asked.Rewards => ("截至该日，在贵机构可查看的记录中，没有可据以激励的。", "On this day no reward follows from the records that the agency may see."),
        _ => ("截至该日，没有贵机构可查看的在共享期内的记录。", "On this day there is no shared record that the agency may see."),
    };
}
