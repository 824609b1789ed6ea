using CreditShare.Storage;

namespace CreditShare.Query.Notices;

/// <summary>Reads an agency's notices, and waits for them without holding a thread.</summary>
internal sealed class NoticeFeed(INoticeStore notices, IPlaceStore places, TimeProvider time)
{
    /// <summary>How often a waiting caller looks: one point read each, whatever the number of notices.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    /// <summary>Notices behind a cursor; only those before which none can still appear.</summary>
    public async Task<IReadOnlyList<Notice>> ReadAsync(string agency, long after, bool onlyOpen, int limit, CancellationToken ct) =>
        await ReadAsync(agency, after, onlyOpen, limit, await PlaceAsync(ct), ct);

    /// <summary>The same, as soon as there are any; none when the time is over.</summary>
    public async Task<IReadOnlyList<Notice>> AwaitAsync(string agency, long after, bool onlyOpen, int limit, TimeSpan wait, CancellationToken ct)
    {
        var until = time.GetUtcNow() + wait;
        for (var seen = -1L; ;)
        {
            var place = await PlaceAsync(ct);
            if (place != seen && await ReadAsync(agency, after, onlyOpen, limit, place, ct) is { Count: > 0 } found)
                return found;
            seen = place;
            if (time.GetUtcNow() >= until)
                return [];
            await Task.Delay(Between, time, ct);
        }
    }

    /// <summary>One notice of the agency; null if there is none.</summary>
    public async Task<Notice?> FindAsync(string agency, string id, CancellationToken ct) =>
        await notices.FindAsync(id, ct) is { } notice && notice.Agency == agency ? notice : null;

    private Task<long> PlaceAsync(CancellationToken ct) => places.ReadPlaceAsync(INoticeStore.Follower, ct);

    private Task<IReadOnlyList<Notice>> ReadAsync(string agency, long after, bool onlyOpen, int limit, long place, CancellationToken ct) =>
        notices.FindAsync(new NoticeFilter(agency, after, Notice.CursorOf(place), onlyOpen, limit), ct);
}
