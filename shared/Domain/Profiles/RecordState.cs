namespace CreditShare.Domain.Profiles;

/// <summary>What a record's versions together say of it, beside its content.</summary>
/// <param name="Disputed">Whether an objection is open (<see cref="Deciding.RecordHistory.OpenDispute"/>); a later statement of the fact does not settle it, only its resolution or the record's end does.</param>
/// <param name="Ended">Whether it was withdrawn or repaired; an objection to it, or its resolution, does not bring it back, only a new statement does.</param>
public readonly record struct RecordState(bool Disputed, bool Ended);
