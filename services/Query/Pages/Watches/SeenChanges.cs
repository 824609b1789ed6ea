using System.Security.Claims;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Members;
using CreditShare.Query.Auditing;
using CreditShare.Query.Changes;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Pages.Watches;

/// <summary>
/// Up to where an agency has seen the changes for its watched subjects: all its officials share the place. It moves when one of them says so, and by itself past decisions that concern nobody who is watched, unless a watch is left out whose purpose the agency may not state at present. An index of
/// the log and a day of China's calendar, two places that only grow, as a follower's.
/// </summary>
internal sealed class SeenChanges(IPlaceStore places, ILogStore log, ChangesReader reader, ChangesHandler handler, ChangeCounts counts, TimeProvider time)
{
    /// <summary>Changes that a page shows, and likewise expiries, but those of one day.</summary>
    private const int Shown = 50;

    /// <summary>The resume point behind what was seen. An agency that never marked any begins with the present, and what it watches changes from then on.</summary>
    public async Task<ResumePoint> ReadAsync(string agency, CancellationToken ct)
    {
        var day = await places.ReadPlaceAsync(Day(agency), ct);
        if (day > 0)
            return new(await places.ReadPlaceAsync(Index(agency), ct), DateOnly.FromDayNumber((int)day));
        var present = new ResumePoint(await log.SizeAsync(ct), ChinaCalendar.Today(time.GetUtcNow()));
        await MarkAsync(agency, present, ct);
        return present;
    }

    /// <summary>What changed and was not seen: an entry of the log, as any answer.</summary>
    /// <returns>What changed, or why that is not told.</returns>
    public async Task<(ChangesAnswer? Told, ProblemHttpResult? Refused)> LookAsync(string agency, ClaimsPrincipal caller, CancellationToken ct)
    {
        var since = await ReadAsync(agency, ct);
        counts.Forget(agency);
        var (answer, byAll) = await handler.LookAsync(since.ToString(), null, caller, Shown, ct);
        if (answer is not FileContentHttpResult file)
            return (null, (ProblemHttpResult)answer);
        var told = AuditedListing.Read<ChangesAnswer>(file.FileContents);
        if (told.Items.Count == 0 && byAll)
            await PassAsync(agency, ResumePoint.Parse(told.Next)!.Index, ct);
        return (told, null);
    }

    /// <summary>Durable when the task ends. A point before the one that is there changes nothing.</summary>
    public async Task MarkAsync(string agency, ResumePoint seen, CancellationToken ct)
    {
        counts.Forget(agency);
        await places.MovePlaceAsync(Index(agency), seen.Index, ct);
        await places.MovePlaceAsync(Day(agency), seen.Day.DayNumber, ct);
    }

    /// <summary>Whether a text is a point that can be marked: not beyond the log, nor beyond today.</summary>
    public async Task<ResumePoint?> ParseAsync(string? text, CancellationToken ct) =>
        ResumePoint.Parse(text ?? "") is { } point && point.Index <= await log.SizeAsync(ct) && point.Day <= ChinaCalendar.Today(time.GetUtcNow()) ? point : null;

    /// <summary>How many changes there are to see, <paramref name="most"/> at most; counted a minute ago at most.</summary>
    public async Task<BoundedCount> CountAsync(Agency agency, int most, CancellationToken ct)
    {
        if (counts.Find(agency.Code) is { } known)
            return known;
        var watched = await reader.WatchedAsync(agency, ct);
        if (watched.ByCode.Count == 0)
            return default;
        var (seen, today) = (await ReadAsync(agency.Code, ct), ChinaCalendar.Today(time.GetUtcNow()));
        var (items, next, more) = await reader.ChangesAsync(watched, seen.Index, most, ct);
        if (items.Count == 0 && watched.IsAll)
            await PassAsync(agency.Code, next, ct);
        var (expired, day) = await reader.ExpiredAsync(watched.ByCode, seen.Day, today, most, ct);
        var found = items.Count + expired.Count;
        return counts.Keep(agency.Code, new(Math.Min(found, most), more || day < today || found > most));
    }

    private Task PassAsync(string agency, long index, CancellationToken ct) => places.MovePlaceAsync(Index(agency), index, ct);

    private static string Index(string agency) => $"seen-changes {agency}";

    private static string Day(string agency) => $"seen-expiries {agency}";
}
