using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Cases;

/// <summary>
/// What an agency says of a case (响应、反馈). First the entry is staged, under an id that can be staged once; whoever finds another's under it takes that one in. So of two that speak at once one
/// is first, for everybody, and after a crash behind the staging the next caller, or the registry that follows the log, completes the case.
/// </summary>
internal sealed class CaseStatements(ICaseStore cases, CaseList list, ILogStore log, TimeProvider time)
{
    private const int MostTries = 5;

    public Task<IResult> ClaimAsync(MeasureCase held, EntryActor actor, CancellationToken ct) => SayAsync(
        held, CaseFactKind.Claimed, (answer, round) =>
            round.Claimed is null && round.Feedback is null && answer.State == CaseState.Closed ? CaseProblems.Closed(answer.NoteZh, answer.NoteEn) : null,
        (_, _) => Task.FromResult<IReadOnlyList<ProblemError>>([]),
        (present, now) => CaseEntries.Of(present, CaseFactKind.Claimed, actor, now), ct);

    /// <param name="held">The case.</param>
    /// <param name="actor">The agency, with its account.</param>
    /// <param name="feedback">Its form was found right.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public Task<IResult> FeedBackAsync(MeasureCase held, EntryActor actor, FeedbackRequest feedback, CancellationToken ct)
    {
        var (on, number, ground) = (StatementValidator.Day(feedback.On)!.Value, feedback.CaseNumber!.Trim(), string.IsNullOrWhiteSpace(feedback.Ground) ? null : feedback.Ground.Trim());
        return SayAsync(
            held, CaseFactKind.Feedback,
            (_, round) => on >= round.DecidedOn ? null : CaseProblems.Invalid([CaseProblems.Before(feedback.On!, round.DecidedOn, "不能早于记录的决定日期。", "It is not before the record's decision.")]),
            async (stands, content) =>
            {
                var errors = new List<ProblemError>();
                if (stands.Applied != feedback.Applied)
                    errors.Add(CaseProblems.Differs("applied", feedback.Applied == true ? "true" : "false", stands.Applied == true ? "true" : "false"));
                if (stands.On != on)
                    errors.Add(CaseProblems.Differs("on", feedback.On, stands.On is { } day ? CaseProblems.Day(day) : null));
                if (stands.CaseNumber != number)
                    errors.Add(CaseProblems.Differs("caseNumber", number, stands.CaseNumber));
                var entry = await content(stands.Entry);
                // A ground that was deleted with its record can be compared with nothing.
                var deleted = entry is { Content: null } && EntryEncoding.TryDecode(entry.Bytes, out var told) && told.Commit is not null;
                if (!deleted && CaseEntries.Ground(entry) != ground)
                    errors.Add(CaseProblems.Differs("ground", ground, CaseEntries.Ground(entry)));
                return errors;
            },
            (present, now) => CaseEntries.Of(present, CaseFactKind.Feedback, actor, now, feedback.Applied, on, number, ground), ct);
    }

    public Task<IResult> ReleaseAsync(MeasureCase held, EntryActor actor, ReleaseRequest release, CancellationToken ct)
    {
        var on = StatementValidator.Day(release.On);
        return SayAsync(
            held, CaseFactKind.Released,
            (answer, round) => answer.State != CaseState.ReleaseRequested ? CaseProblems.ReleaseNotAsked(answer.State)
                : on < round.Feedback!.On ? CaseProblems.Invalid([CaseProblems.Before(release.On!, round.Feedback.On!.Value, "不能早于执行之日。", "It is not before the day on which the measure was applied.")]) : null,
            (stands, _) => Task.FromResult<IReadOnlyList<ProblemError>>(
                on is { } day && stands.On != day ? [CaseProblems.Differs("on", release.On, stands.On is { } said ? CaseProblems.Day(said) : null)] : []),
            (present, now) => CaseEntries.Of(present, CaseFactKind.Released, actor, now, on: on ?? ChinaCalendar.Today(now)), ct);
    }

    /// <param name="held">The case.</param>
    /// <param name="kind">What is said.</param>
    /// <param name="refuse">Why it cannot be said now, if so; asked only if nothing of the kind stands.</param>
    /// <param name="differences">How it differs from what stands.</param>
    /// <param name="entry">Its entry.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    private async Task<IResult> SayAsync(
        MeasureCase held, CaseFactKind kind, Func<CaseAnswer, CaseRound, IResult?> refuse, Func<CaseFact, Func<string, Task<StoredEntry?>>, Task<IReadOnlyList<ProblemError>>> differences,
        Func<MeasureCase, DateTimeOffset, StagedEntry> entry, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = Instants.InMilliseconds(time.GetUtcNow());
            var answer = await list.LookAsync(held, ChinaCalendar.Today(now), ct);
            // Feedback without a claim was a claim too.
            if (held.Round.Of(kind) is { } stands || (kind == CaseFactKind.Claimed && (stands = held.Round.Feedback) is not null))
                return await differences(stands, id => log.FindEntryAsync(id, ct)) is { Count: > 0 } errors ? CaseProblems.Stands(stands, errors) : Receipt(answer, stands);
            if (refuse(answer, held.Round) is { } refused)
                return refused;
            var staged = entry(held, now);
            await log.StageAsync([staged], ct);
            // From here on it is said; a crash leaves the case behind its log, until somebody reads the entry again.
            var first = await log.FindEntryAsync(staged.Entry.Id, ct) ?? throw new StoreUnavailableException($"Entry {staged.Entry.Id} is staged and cannot be read.");
            held = await TakeInAsync(held, first, ct);
        }
        throw new StoreUnavailableException($"Case {held.Id} is spoken of by too many at once.");
    }

    private async Task<MeasureCase> TakeInAsync(MeasureCase held, StoredEntry stored, CancellationToken ct)
    {
        if (!EntryEncoding.TryDecode(stored.Bytes, out var entry) || CaseEntries.Read(entry) is not { } said)
            throw new InvalidDataException($"What is staged of case {held.Id} is no entry of a case.");
        while (true)
        {
            var after = held.With(said.Round, said.Kind, said.Fact);
            if (ReferenceEquals(after, held))
                return held;
            try
            {
                await cases.ReplaceAsync(after, held.Revision, ct);
                return after;
            }
            catch (StoreConflictException)
            {
                held = (await cases.FindAsync([held.Id], ct)).Single();
            }
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<CaseReceipt> Receipt(CaseAnswer answer, CaseFact fact) => TypedResults.Ok(new CaseReceipt(
        fact.Entry, fact.At, answer.Id, answer.State, answer.State is CaseState.Claimed or CaseState.ClaimedLate ? answer.FeedbackBy : null, answer.NoteZh, answer.NoteEn));
}
