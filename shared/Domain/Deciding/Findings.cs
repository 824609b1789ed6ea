using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>Collects every reason against one record. A field that was already found unreadable is not reported as missing too.</summary>
internal sealed class Findings(IReadOnlyList<Reason> known)
{
    private readonly List<Reason> reasons = [.. known];

    public IReadOnlyList<Reason> Reasons => reasons;

    public void Add(Reason reason) => reasons.Add(reason);

    /// <summary>True if the field has a value to judge; reports it as missing otherwise, unless a fault of its own is known.</summary>
    public bool Require(RecordField field, object? value)
    {
        if (value is not null)
            return true;
        if (!reasons.Exists(reason => reason.Field == field.Path()))
            reasons.Add(DecidingReasons.Missing(field));
        return false;
    }
}
