using CreditShare.Storage;

namespace CreditShare.Query.Changes;

/// <summary>What an agency watches, and up to where in the log one may look by that.</summary>
/// <param name="ByCode">Those whose purpose the agency may state: another watch tells nothing.</param>
/// <param name="IsAll">Whether those are all of its watches. If not, what was looked at is not yet seen: the purpose may be the agency's again.</param>
/// <param name="Size">Of the log before the watches were read: a decision behind it may be about one who is watched since.</param>
internal sealed record WatchedSubjects(IReadOnlyDictionary<string, Watch> ByCode, bool IsAll, long Size);
