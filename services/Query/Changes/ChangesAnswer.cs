namespace CreditShare.Query.Changes;

/// <summary>What changed for the subjects that an agency watches.</summary>
/// <param name="LogEntry">Id of the entry in the exchange log; durable before this was sent.</param>
/// <param name="AnsweredAt">UTC.</param>
/// <param name="Items">In the order of the log.</param>
/// <param name="Expired">Records whose time ended by the calendar between the day of <c>since</c> and today: no decision says so, and no entry. In the order of subjects.</param>
/// <param name="Next">What to state as <c>since</c> next time; good for as long as the log stands.</param>
/// <param name="More">Whether there are more at once: more of the log to go through.</param>
internal sealed record ChangesAnswer(string LogEntry, DateTimeOffset AnsweredAt, IReadOnlyList<ChangeItem> Items, IReadOnlyList<ExpiredItem> Expired, string Next, bool More);

/// <param name="Index">Of the entry in the log.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Code">The subject's.</param>
/// <param name="Change">submit, correct, withdraw, dispute, resolve, repair …, as the decision has it; erase when the record's retention ended.</param>
/// <param name="Record">The record, by key and version; absent where the agency may not see it, or it is not there any more.</param>
/// <param name="Purpose">For which the agency watches the subject.</param>
/// <param name="CaseNumber">In which case.</param>
internal sealed record ChangeItem(long Index, DateTimeOffset At, string Code, string Change, ChangedRecord? Record, string Purpose, string CaseNumber);

/// <param name="Key">city/id.</param>
/// <param name="Version">From 1.</param>
internal sealed record ChangedRecord(string Key, long Version);

/// <param name="Code">The subject's.</param>
/// <param name="Key">Of the record.</param>
/// <param name="LastDay">On which it was shared, in China's calendar.</param>
/// <param name="Purpose">For which the agency watches the subject.</param>
/// <param name="CaseNumber">In which case.</param>
internal sealed record ExpiredItem(string Code, string Key, DateOnly? LastDay, string Purpose, string CaseNumber);
