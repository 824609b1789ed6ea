using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Members;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.Charging;

/// <summary>
/// Which of an answer's measures the asking agency carries out itself, and who carries out the others. An answer states what the law attaches to a subject, whoever is charged with it, and is hashed as it
/// is; who is charged stands in the edition of measures that the answer names.
/// </summary>
/// <param name="edition">That edition; null if it is not at hand.</param>
/// <param name="agency">Who asks; null if the register has no such agency.</param>
public sealed class MeasureCharges(MeasureEdition? edition, Agency? agency)
{
    private readonly Dictionary<string, Measure> measures = (edition?.Measures ?? []).ToDictionary(measure => measure.Id);

    internal static MeasureCharges Of(SeedFolder seeds, string agency, AnswerBasis? basis) =>
        new(seeds.Measures.All.FirstOrDefault(edition => edition.Id == basis?.Measures), seeds.Agencies.GetValueOrDefault(agency));

    /// <summary>Whether the agency carries it out. One of which it is not known who is charged counts as the agency's own: it must not be overlooked.</summary>
    public bool IsOwn(AnswerMeasure measure) => agency is null || !measures.TryGetValue(measure.Id, out var known) || known.Charges(agency);

    /// <summary>Kinds of agency that are charged with it, in the edition's order; empty if that is not known.</summary>
    public IReadOnlyList<string> Kinds(AnswerMeasure measure) => measures.TryGetValue(measure.Id, out var known) ? known.ChargedKinds : [];

    /// <summary>What is to be done with the kinds of agency that are charged with it, in the reader's language.</summary>
    public string Named(AnswerMeasure measure) =>
        Texts.T($"{measure.TitleZh}（{AgencyKindWords.Of(Kinds(measure))}）", $"{measure.TitleEn} ({AgencyKindWords.Of(Kinds(measure))})");
}
