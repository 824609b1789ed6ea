using CreditShare.Domain.Names;

namespace CreditShare.Query.Search;

/// <summary>Subjects whose name matches a term: exact ones first, then those that differ in the form of company, then those that begin with it, then those that contain it; each kind in the order of names and codes.</summary>
/// <param name="LogEntry">Id of the entry in the exchange log; durable before this was sent.</param>
/// <param name="AnsweredAt">UTC.</param>
/// <param name="Term">The term as it was compared.</param>
/// <param name="Items">A page; each subject once, by its closest name.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Complete">False where the search for contained names has not yet been through all of them: the next page goes on, also behind an empty one.</param>
/// <param name="NoteZh">What a match means.</param>
/// <param name="NoteEn">What a match means.</param>
public sealed record SearchAnswer(string LogEntry, DateTimeOffset AnsweredAt, string Term, IReadOnlyList<SearchItem> Items, string? Next, bool Complete, string NoteZh, string NoteEn);

/// <param name="Code">The subject's: what a lookup asks for.</param>
/// <param name="Name">As the last record has it.</param>
/// <param name="Match">How.</param>
/// <param name="MatchedName">Which name matched, as a record states it.</param>
/// <param name="IsOldName">Whether that is one that the subject has no more.</param>
public sealed record SearchItem(string Code, string Name, NameMatch Match, string MatchedName, bool IsOldName);
