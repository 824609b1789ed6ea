namespace CreditShare.Query.SubjectSide;

/// <param name="LogEntry">Id of the entry in the exchange log.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Next">Address of the next page; absent on the last.</param>
internal sealed record ObjectionPage(string LogEntry, DateTimeOffset AnsweredAt, string Subject, IReadOnlyList<ObjectionStatus> Items, string? Next);

/// <summary>An objection and what became of it.</summary>
/// <param name="Id">Id of its entry in the exchange log.</param>
/// <param name="Key">Of the record.</param>
/// <param name="Version">Of the record, that was objected to.</param>
/// <param name="City">City whose bureau settles it.</param>
/// <param name="FiledAt">UTC.</param>
/// <param name="State">filed (the mark is being set), open, settled, or closed: the record was ended, corrected away or deleted.</param>
/// <param name="MarkedAt">Since when every answer shows the mark (UTC).</param>
/// <param name="SettledAt">UTC.</param>
/// <param name="Outcome">What the bureau said when it settled it.</param>
/// <param name="SettleBy">Five working days, China's calendar.</param>
/// <param name="AtLatest">Twenty working days.</param>
/// <param name="Grounds">As they were given; absent once they have been deleted with the record.</param>
internal sealed record ObjectionStatus(
    string Id, string Key, int? Version, string City, DateTimeOffset FiledAt, string State, DateTimeOffset? MarkedAt, DateTimeOffset? SettledAt, string? Outcome,
    DateOnly SettleBy, DateOnly AtLatest, string? Grounds);
