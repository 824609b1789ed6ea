using CreditShare.Domain.Lifecycle;

namespace CreditShare.Query.Clocks;

/// <summary>Where a bureau's record stands, and which days govern it.</summary>
/// <param name="LogEntry">Id of the entry that says that this was read.</param>
/// <param name="Key">The record.</param>
/// <param name="Version">Its present version.</param>
/// <param name="Day">The day that the state is about, China's calendar.</param>
/// <param name="State">in-use, ended (withdrawn or repaired), expired, or not-published (a minor record that nobody found necessary to publish).</param>
/// <param name="Disputed">Whether an objection is open.</param>
/// <param name="Clocks">The days and their rules; absent for records that state nothing adverse.</param>
public sealed record RecordClocksAnswer(string LogEntry, string Key, int Version, DateOnly Day, string State, bool Disputed, RecordClocks? Clocks);
