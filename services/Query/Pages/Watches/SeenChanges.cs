using CreditShare.Domain.Calendar;
using CreditShare.Domain.Members;
using CreditShare.Query.Changes;
using CreditShare.Storage;

namespace CreditShare.Query.Pages.Watches;

/// <summary>
/// Up to where an agency has seen the changes for its watched subjects: all its officials share the place, and it moves only when one of them says so. An index of the log and a day of China's calendar, two
/// places that only grow, as a follower's.
/// </summary>
internal sealed class SeenChanges(IPlaceStore places, ILogStore log, ChangesReader reader, TimeProvider time)
{
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

    /// <summary>Durable when the task ends. A point before the one that is there changes nothing.</summary>
    public async Task MarkAsync(string agency, ResumePoint seen, CancellationToken ct)
    {
        await places.MovePlaceAsync(Index(agency), seen.Index, ct);
        await places.MovePlaceAsync(Day(agency), seen.Day.DayNumber, ct);
    }

    /// <summary>Whether a text is a point that can be marked: not beyond the log, nor beyond today.</summary>
    public async Task<ResumePoint?> ParseAsync(string? text, CancellationToken ct) =>
        ResumePoint.Parse(text ?? "") is { } point && point.Index <= await log.SizeAsync(ct) && point.Day <= ChinaCalendar.Today(time.GetUtcNow()) ? point : null;

    /// <summary>How many changes there are to see, of those that one call looks at. A number tells of no subject.</summary>
    public async Task<int> CountAsync(Agency agency, CancellationToken ct)
    {
        var watched = (await reader.WatchedAsync(agency.Code, ct)).Where(watch => agency.Purposes.Contains(watch.Value.Purpose)).ToDictionary();
        if (watched.Count == 0)
            return 0;
        var seen = await ReadAsync(agency.Code, ct);
        var (items, _, _) = await reader.ChangesAsync(watched, seen.Index, ct);
        return items.Count + (await reader.ExpiredAsync(watched, seen.Day, ChinaCalendar.Today(time.GetUtcNow()), ct)).Count;
    }

    private static string Index(string agency) => $"seen-changes {agency}";

    private static string Day(string agency) => $"seen-expiries {agency}";
}
