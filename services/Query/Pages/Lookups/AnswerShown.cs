using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Query.Charging;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Query.Pages.Lookups;

/// <summary>
/// The two answers of a lookup by form, put in the order in which an official decides: what the own agency must do, what it may do, what it grants, what is still open; and apart from these what is for
/// other agencies to carry out.
/// </summary>
/// <param name="Punishments">Measures of punishment, checks and disclosure.</param>
/// <param name="Rewards">Rewards.</param>
/// <param name="Charges">Which of them are the own agency's.</param>
public sealed record AnswerShown(LookupAnswer Punishments, LookupAnswer Rewards, MeasureCharges Charges)
{
    public IReadOnlyList<AnswerMeasure> Binding => [.. (Punishments.Measures ?? []).Where(measure => measure.Binding && Charges.IsOwn(measure))];

    public IReadOnlyList<AnswerMeasure> Discretionary => [.. (Punishments.Measures ?? []).Where(measure => !measure.Binding && Charges.IsOwn(measure))];

    public IReadOnlyList<AnswerMeasure> Granted => [.. (Rewards.Measures ?? []).Where(Charges.IsOwn)];

    /// <summary>What other kinds of agency are charged with: what must be done first, rewards last.</summary>
    public IReadOnlyList<AnswerMeasure> Others =>
        [.. (Punishments.Measures ?? []).OrderByDescending(measure => measure.Binding).Concat(Rewards.Measures ?? []).Where(measure => !Charges.IsOwn(measure))];

    /// <summary>The records behind all measures, each once: a measure names them by their place here.</summary>
    public IReadOnlyList<AnswerRecordReference> Records => [.. Binding.Concat(Discretionary).Concat(Granted).Concat(Others).SelectMany(measure => measure.Records).DistinctBy(record => record.Key)];

    /// <summary>Those to which an objection is open.</summary>
    public IReadOnlyList<AnswerRecordReference> Disputed => [.. Records.Where(record => record.Disputed)];

    /// <summary>The answers in which nothing was found: their notes say what that means.</summary>
    public IReadOnlyList<LookupAnswer> Nothing => [.. new[] { Punishments, Rewards }.Where(answer => answer.Measures is not { Count: > 0 })];

    /// <summary>Records left out for want of entitlement, counted by sharing class: the same in both.</summary>
    public IReadOnlyDictionary<string, int> Withheld => Punishments.Withheld;

    /// <summary>Whether the answer is about another time than the present.</summary>
    public bool IsPast => Punishments.Asked.AsOf is not null;

    /// <summary>What follows for whoever is charged with it.</summary>
    public static string Force(AnswerMeasure measure) =>
        measure.Kind == MeasureKind.Reward ? T("激励", "reward") : measure.Binding ? T("必须执行", "must be done") : T("可以执行", "may be done");

    /// <summary>Of measures, with what is to be done.</summary>
    public static string Titles(IReadOnlyList<AnswerMeasure> measures) => string.Join(T("；", "; "), measures.Select(measure => T(measure.TitleZh, measure.TitleEn)));
}
