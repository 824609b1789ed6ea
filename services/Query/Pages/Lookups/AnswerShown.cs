using CreditShare.Domain.Lookups;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Query.Pages.Lookups;

/// <summary>The two answers of a lookup by form, put in the order in which an official decides: what must be done, what may be done, what is granted, what is still open.</summary>
/// <param name="Punishments">Measures of punishment, checks and disclosure.</param>
/// <param name="Rewards">Rewards.</param>
public sealed record AnswerShown(LookupAnswer Punishments, LookupAnswer Rewards)
{
    public IReadOnlyList<AnswerMeasure> Binding => [.. (Punishments.Measures ?? []).Where(measure => measure.Binding)];

    public IReadOnlyList<AnswerMeasure> Discretionary => [.. (Punishments.Measures ?? []).Where(measure => !measure.Binding)];

    public IReadOnlyList<AnswerMeasure> Granted => Rewards.Measures ?? [];

    /// <summary>The records behind all measures, each once: a measure names them by their place here.</summary>
    public IReadOnlyList<AnswerRecordReference> Records => [.. Binding.Concat(Discretionary).Concat(Granted).SelectMany(measure => measure.Records).DistinctBy(record => record.Key)];

    /// <summary>Those to which an objection is open.</summary>
    public IReadOnlyList<AnswerRecordReference> Disputed => [.. Records.Where(record => record.Disputed)];

    /// <summary>The answers in which nothing was found: their notes say what that means.</summary>
    public IReadOnlyList<LookupAnswer> Nothing => [.. new[] { Punishments, Rewards }.Where(answer => answer.Measures is not { Count: > 0 })];

    /// <summary>Records left out for want of entitlement, counted by sharing class: the same in both.</summary>
    public IReadOnlyDictionary<string, int> Withheld => Punishments.Withheld;

    /// <summary>Whether the answer is about another time than the present.</summary>
    public bool IsPast => Punishments.Asked.AsOf is not null;

    /// <summary>Of measures, with what is to be done.</summary>
    public static string Titles(IReadOnlyList<AnswerMeasure> measures) => string.Join(T("；", "; "), measures.Select(measure => T(measure.TitleZh, measure.TitleEn)));
}
