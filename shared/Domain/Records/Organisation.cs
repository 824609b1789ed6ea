namespace CreditShare.Domain.Records;

/// <summary>An organisation as a record names it: the subject, the deciding authority, or the source of the data.</summary>
/// <param name="Name">As sent, with blanks and widths folded.</param>
/// <param name="Code">Unified Social Credit Code in upper case; null if absent or unreadable (then a fault says so).</param>
public sealed record Organisation(string? Name, string? Code);
