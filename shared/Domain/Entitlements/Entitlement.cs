using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Profiles;

namespace CreditShare.Domain.Entitlements;

/// <summary>Which sharing classes one question may be answered with. Class A always.</summary>
/// <param name="ClassB">Records on the subject's authorisation (授权查询).</param>
/// <param name="ClassC">Records among government departments (部门共享).</param>
/// <param name="AuthorisationWouldHelp">Class B would be given if the request named the subject's authorisation.</param>
public readonly record struct Entitlement(bool ClassB, bool ClassC, bool AuthorisationWouldHelp)
{
    public bool Allows(SharingClass sharing) => sharing switch
    {
        SharingClass.A => true,
        SharingClass.B => ClassB,
        SharingClass.C => ClassC,
        _ => false,
    };

    /// <summary>
    /// Parts records into those that may be shown and those that may not. Measures are to be evaluated on the former alone: a measure that hangs on a record
    /// that is not shown would tell of it.
    /// </summary>
    public SiftedRecords Sift(IEnumerable<RecordInUse> records)
    {
        var shown = new List<RecordInUse>();
        var withheld = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (Allows(record.Item.Sharing))
                shown.Add(record);
            else
                withheld[record.Item.Sharing.ToString()] = withheld.GetValueOrDefault(record.Item.Sharing.ToString()) + 1;
        }
        return new(shown, withheld);
    }
}

/// <param name="Shown">Records that the caller may see, in their order.</param>
/// <param name="Withheld">How many it may not see, by the letter of their class; classes without any are absent.</param>
public sealed record SiftedRecords(IReadOnlyList<RecordInUse> Shown, IReadOnlyDictionary<string, int> Withheld);
