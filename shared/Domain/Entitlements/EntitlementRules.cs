using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Members;

namespace CreditShare.Domain.Entitlements;

/// <summary>Decides which sharing classes a caller sees. The one place where this is decided, for answers, batch lookups and reports alike.</summary>
public sealed class EntitlementRules
{
    private readonly EntitlementFile file;
    private readonly Dictionary<string, Agency> agencies;

    /// <exception cref="SeedFormatException">A rule gives nothing, or class A, which everybody has.</exception>
    public EntitlementRules(EntitlementFile file, IEnumerable<Agency> agencies)
    {
        this.file = file;
        this.agencies = agencies.ToDictionary(agency => agency.Code);
        List<string> faults =
        [
            .. file.Rules.Where(rule => rule.Class == SharingClass.A).Select(_ => "entitlements.json: class A is public and needs no rule."),
            .. file.Rules.Where(rule => rule.Purposes.Count == 0).Select(rule => $"entitlements.json: a rule for class {rule.Class} names no purpose."),
        ];
        if (faults.Count > 0)
            throw new SeedFormatException(faults);
    }

    public string Edition => file.Edition;

    public IReadOnlyList<EntitlementRule> Rules => file.Rules;

    /// <param name="agency">Code of the agency that asks; one that the register does not have sees class A.</param>
    /// <param name="purpose">Code of the purpose.</param>
    /// <param name="authorised">Whether the request names the subject's written authorisation.</param>
    public Entitlement Of(string agency, string purpose, bool authorised)
    {
        var classC = Gives(SharingClass.C, agency, purpose);
        var classB = Gives(SharingClass.B, agency, purpose);
        return new(classB && authorised, classC, AuthorisationWouldHelp: classB && !authorised);
    }

    private bool Gives(SharingClass sharing, string code, string purpose) =>
        agencies.GetValueOrDefault(code) is { } agency
        && file.Rules.Any(rule => rule.Class == sharing && rule.Purposes.Contains(purpose) && (rule.Kinds is null || rule.Kinds.Any(agency.Kinds.Contains)));
}
