namespace CreditShare.Query.SubjectSide;

/// <summary>Who acts for a subject, from the token.</summary>
/// <param name="Subject">The organisation, a right code.</param>
/// <param name="Account">The representative's account.</param>
/// <param name="Authorisation">Reference of the document by which the subject made it its representative.</param>
internal sealed record Representative(string Subject, string Account, string Authorisation);
