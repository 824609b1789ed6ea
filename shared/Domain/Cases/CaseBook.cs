using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Members;

namespace CreditShare.Domain.Cases;

/// <summary>All data by which cases are opened and judged.</summary>
/// <param name="Answers">Editions and laws: those by which lookups are answered.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Agencies">All of them, by code.</param>
/// <param name="Cities">The members, by code.</param>
public sealed record CaseBook(
    AnswerBook Answers, WorkingDays Calendar, IReadOnlyDictionary<string, Agency> Agencies, IReadOnlyDictionary<string, City> Cities);
