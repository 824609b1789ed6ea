namespace CreditShare.ExchangeLog.Entries;

/// <summary>Which record an entry speaks of.</summary>
/// <param name="Key">Key of the record across the cities.</param>
/// <param name="Version">Version under that key, from 1.</param>
public sealed record EntryRecord(string Key, long Version);
