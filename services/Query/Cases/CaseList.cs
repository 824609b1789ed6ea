using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Query.Cases;

/// <summary>Answers an agency about its cases. Like a lookup's, the answer is in the log, durably, before a byte of it leaves, and the entry commits to its bytes.</summary>
internal sealed class CaseList(ICaseStore cases, IProfileStore profiles, ILogStore log, SeedFolder seeds, TimeProvider time)
{
    private const int UsualLimit = 100;

    /// <summary>Cases read at once, each with its subject's profile.</summary>
    private const int PageSize = 200;

    /// <summary>Cases looked at for one answer: of those filed alike, many may stand otherwise by now.</summary>
    public int MostLooked { get; init; } = 2000;

    private readonly CaseAnswerBuilder answers = new(seeds.CaseBook);

    /// <param name="caller">Who asks, and whose cases.</param>
    /// <param name="query">Which of them; found right.</param>
    /// <param name="path">Address of the list.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> PageAsync(CaseCaller caller, CaseListQuery query, PathString path, CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var day = ChinaCalendar.Today(now);
        var (state, limit) = (CaseListValidator.State(query.State), CaseListValidator.Number(query.Limit) ?? UsualLimit);
        var (found, place, more) = await FindAsync(caller.Agency.Code, state, day, CaseListValidator.Place(query.After), limit, ct);
        var items = found.ConvertAll(one => answers.Build(one.Held, one.Standing, one.Profile, day));
        var next = more ? Next(path, query, place!) : null;
        var detail = ImmutableDictionary<string, string>.Empty.Add("asked", "list").Add("state", query.State ?? "all").Add("cases", items.Count.ToString(CultureInfo.InvariantCulture));
        return await GiveAsync(caller, null, items, next, detail, now, day, ct);
    }

    /// <summary>How many cases of a state there are, <paramref name="most"/> at most; of those filed alike so many may stand otherwise that it is not known whether there are more.</summary>
    public async Task<BoundedCount> CountAsync(string agency, CaseState state, int most, CancellationToken ct)
    {
        var (found, _, more) = await FindAsync(agency, state, ChinaCalendar.Today(time.GetUtcNow()), null, most, ct);
        return new(found.Count, more);
    }

    /// <summary>One case, with the ground of its feedback.</summary>
    public async Task<IResult> OneAsync(CaseCaller caller, MeasureCase held, CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var day = ChinaCalendar.Today(now);
        var profile = (await ProfilesAsync([held], ct)).GetValueOrDefault(held.Subject) ?? SubjectProfile.Empty(held.Subject);
        var ground = held.Round.Feedback is { } feedback ? CaseEntries.Ground(await log.FindEntryAsync(feedback.Entry, ct)) : null;
        var detail = ImmutableDictionary<string, string>.Empty.Add("asked", "one").Add("case", held.Id).Add("measure", held.Measure);
        return await GiveAsync(caller, held, [answers.Build(held, profile, day, ground)], null, detail, now, day, ct);
    }

    /// <summary>Where a case stands now.</summary>
    public async Task<CaseAnswer> LookAsync(MeasureCase held, DateOnly day, CancellationToken ct) =>
        answers.Build(held, (await ProfilesAsync([held], ct)).GetValueOrDefault(held.Subject) ?? SubjectProfile.Empty(held.Subject), day);

    /// <summary>Cases behind a place, the place to go on behind, and whether there may be more there.</summary>
    private async Task<(List<(MeasureCase Held, CaseStanding Standing, SubjectProfile Profile)> Found, CasePlace? Place, bool More)> FindAsync(
        string agency, CaseState? state, DateOnly day, CasePlace? place, int limit, CancellationToken ct)
    {
        var filter = Filter(agency, state, day);
        var found = new List<(MeasureCase, CaseStanding, SubjectProfile)>();
        var looked = 0;
        while (looked < MostLooked)
        {
            var page = await cases.ListAsync(filter with { After = place, Limit = PageSize }, ct);
            var subjects = await ProfilesAsync(page, ct);
            foreach (var held in page)
            {
                var profile = subjects.GetValueOrDefault(held.Subject) ?? SubjectProfile.Empty(held.Subject);
                var standing = CaseStanding.On(held, profile, seeds.CaseBook, day);
                if (state is null || standing.State == state)
                {
                    // One more than is shown tells that there is a next page, which begins with it.
                    if (found.Count == limit)
                        return (found, place, true);
                    found.Add((held, standing, profile));
                }
                place = CasePlace.Of(held);
                looked++;
            }
            if (page.Count < PageSize)
                return (found, place, false);
        }
        return (found, place, true);
    }

    private async Task<IResult> GiveAsync(
        CaseCaller caller, MeasureCase? one, List<CaseAnswer> items, string? next, ImmutableDictionary<string, string> detail, DateTimeOffset now, DateOnly day, CancellationToken ct)
    {
        var id = $"cases-{Guid.CreateVersion7(now):N}";
        var bytes = CasesAnswerJson.Write(new() { LogEntry = id, AnsweredAt = now, Day = day, Agency = caller.Agency.Code, Items = items, Next = next });
        var entry = new LogEntry
        {
            Kind = EntryKind.CasesAnswered,
            Id = id,
            At = now,
            Actor = caller.Actor,
            Subject = one?.Subject,
            Record = one is null ? null : new(one.Record.ToString(), one.Round.Version),
            Outcome = items.Count > 0 ? "found" : "none-found",
            Detail = detail,
            Blind = StagedEntries.NewBlind(),
        };
        // A page names many subjects: each finds it, and the auditor by each.
        await log.StageAsync([StagedEntries.Committing(entry, bytes) with { Named = [.. items.Select(item => item.Subject.Code).Distinct()] }], ct);
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    private Task<IReadOnlyDictionary<string, SubjectProfile>> ProfilesAsync(IReadOnlyList<MeasureCase> page, CancellationToken ct) =>
        profiles.FindManyAsync([.. page.Select(held => held.Subject).Distinct()], ct);

    /// <summary>The phases in which a case of the state can be filed; of those still open the day tells more.</summary>
    private static CaseFilter Filter(string agency, CaseState? state, DateOnly today)
    {
        var filter = new CaseFilter { Agency = agency, Limit = PageSize };
        return state switch
        {
            CaseState.Unclaimed => filter with { Phases = [CasePhase.Open], ClaimFrom = today },
            CaseState.Overdue => filter with { Phases = [CasePhase.Open], ClaimUntil = today.AddDays(-1) },
            CaseState.Claimed or CaseState.ClaimedLate => filter with { Phases = [CasePhase.Claimed] },
            CaseState.Done => filter with { Phases = [CasePhase.Applied, CasePhase.NotApplied] },
            CaseState.Closed => filter with { Phases = [CasePhase.Open, CasePhase.Claimed] },
            CaseState.ReleaseRequested => filter with { Phases = [CasePhase.Applied] },
            CaseState.Released => filter with { Phases = [CasePhase.Released] },
            _ => filter,
        };
    }

    private static string Next(PathString path, CaseListQuery query, CasePlace place) => QueryHelpers.AddQueryString(
        path, new Dictionary<string, string?> { ["state"] = query.State, ["limit"] = query.Limit, ["after"] = CaseListValidator.Text(place) }.Where(parameter => parameter.Value is not null));
}
