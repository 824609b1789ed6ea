namespace CreditShare.Domain.Cases;

/// <summary>Where a case stands on a day.</summary>
public enum CaseState
{
    /// <summary>待认领.</summary>
    Unclaimed,

    /// <summary>逾期未认领: the last day for claiming has passed.</summary>
    Overdue,

    /// <summary>已认领, feedback is awaited.</summary>
    Claimed,

    /// <summary>逾期认领, feedback is awaited.</summary>
    ClaimedLate,

    /// <summary>已反馈, applied or not.</summary>
    Done,

    /// <summary>已关闭: the measure ended before anybody applied it; nothing is to be done.</summary>
    Closed,

    /// <summary>待解除: it was applied, and the measure has ended since.</summary>
    ReleaseRequested,

    /// <summary>已解除.</summary>
    Released,
}

/// <summary>Why the measure of a case holds no more.</summary>
public enum CaseEnd
{
    /// <summary>The record was withdrawn.</summary>
    Withdrawn,

    /// <summary>The record was repaired.</summary>
    Repaired,

    /// <summary>The record was withdrawn or repaired, and something was said of it since.</summary>
    RecordEnded,

    /// <summary>The record's last day has passed.</summary>
    Expired,

    /// <summary>The record was corrected, and triggers the measure no more.</summary>
    Corrected,

    /// <summary>The record is held no more, or about another subject.</summary>
    NotHeld,

    /// <summary>The measure's own term is over, its articles have lapsed, or the list of measures has it no more.</summary>
    MeasureEnded,
}
