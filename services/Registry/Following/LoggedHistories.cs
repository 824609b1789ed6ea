using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Registry.Following;

/// <summary>What followers read of records that the log names.</summary>
internal static class LoggedHistories
{
    /// <summary>The records' versions, at least up to those that the log names; versions beyond them may be there.</summary>
    /// <param name="records">The store.</param>
    /// <param name="named">Records and numbers of their versions, as entries name them.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="InvalidDataException">
    /// The store does not hold such a version: it is damaged, for a version and its entry are one step. To be tried again and then passed over by name, like all that a follower cannot take: what would be made of fewer versions
    /// is wrong without a word, and waiting for this one would hold up everything behind it.
    /// </exception>
    public static async Task<IReadOnlyDictionary<RecordKey, RecordHistory>> LoadAsync(IRecordStore records, IEnumerable<(RecordKey Key, long Version)> named, CancellationToken ct)
    {
        var versions = named.GroupBy(version => version.Key).ToDictionary(group => group.Key, group => group.Max(version => version.Version));
        if (versions.Count == 0)
            return new Dictionary<RecordKey, RecordHistory>();
        var histories = (await records.LoadAsync(versions.Keys, [], [], ct)).Histories;
        return versions.All(version => histories.GetValueOrDefault(version.Key, RecordHistory.Unknown).Versions.Count >= version.Value)
            ? histories : throw new InvalidDataException("The log names a version of a record that the store does not hold.");
    }
}
