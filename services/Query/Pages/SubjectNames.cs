using CreditShare.Storage;

namespace CreditShare.Query.Pages;

/// <summary>Names of subjects, to stand beside their codes on a page whose entry is in the log by then. They are no part of what the entry commits to, and say nothing but who is meant.</summary>
internal sealed class SubjectNames(IProfileStore profiles)
{
    /// <summary>By code, the name in the record accepted last; of whom nothing is held is missing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> codes, CancellationToken ct) =>
        (await profiles.FindManyAsync([.. codes.Distinct()], ct)).Where(profile => profile.Value.Name.Length > 0).ToDictionary(profile => profile.Key, profile => profile.Value.Name);
}
