using System.Globalization;
using System.Text;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Pages.Log;
using CreditShare.Domain.Calendar;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.Pages.Language;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Health;

/// <summary>How the log stands: size and growth, the checkpoint that is shown and who cosigned it, what follows from the log, when it was last verified, what was set aside.</summary>
internal sealed class LogHealth(ILogStore log, IWitnessStore witnesses, IPlaceStore places, LogTimes times, TimeProvider time)
{
    private const int Days = 14;
    private const int MostChecks = 5;
    private const int MostMessages = 10;
    private const int MostWaiting = 50;

    private static readonly IReadOnlyList<string> Followers = ["cases", INoticeStore.Follower, IStatisticsStore.Follower];

    private static readonly IReadOnlyList<string> MessageKinds = [EntryKind.MessageSetAside, EntryKind.MessageRedriven, EntryKind.MessageDiscarded];

    /// <param name="after">Where the page of messages that wait begins: a cursor that the page before it named; null for the newest.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<LogStanding> ReadAsync(long? after, CancellationToken ct)
    {
        // Before the size: what has been published or taken cannot then be beyond it.
        var published = await witnesses.ReadPublishedAsync(ct);
        var standings = await witnesses.ReadWitnessesAsync(ct);
        var taken = new List<FollowerStanding>();
        foreach (var follower in Followers)
            taken.Add(new(follower, await places.ReadPlaceAsync(follower, ct)));
        var now = time.GetUtcNow();
        var size = await log.SizeAsync(ct);
        var shown = Checkpoint(published);
        return new(
            now, size, size == 0 ? null : await times.ReadAsync(size - 1, ct), await GrowthAsync(ChinaCalendar.Today(now), size, ct),
            shown, shown is { Size: > 0 } ? await times.ReadAsync(Math.Min(shown.Size, size) - 1, ct) : null, published,
            [.. standings.OrderBy(standing => standing.Name, StringComparer.Ordinal)], taken, await FindAsync([EntryKind.StateChecked], MostChecks, ct), await WaitingMessages.FindAsync(log, after, MostWaiting, ct), await FindAsync(MessageKinds, MostMessages, ct));
    }

    /// <summary>Entries by day, by where each day begins in the log: a few point reads a day, whatever its entries.</summary>
    private async Task<IReadOnlyList<DayGrowth>> GrowthAsync(DateOnly today, long size, CancellationToken ct)
    {
        var growth = new List<DayGrowth>();
        var start = await times.FirstIndexAsync(ChinaCalendar.StartOf(today.AddDays(1 - Days)), 0, size, ct);
        for (var day = today.AddDays(1 - Days); day <= today; day = day.AddDays(1))
        {
            var next = await times.FirstIndexAsync(ChinaCalendar.StartOf(day.AddDays(1)), start, size, ct);
            growth.Add(new(day, next - start));
            start = next;
        }
        return growth;
    }

    /// <summary>The newest entries of some kinds, newest first.</summary>
    private async Task<IReadOnlyList<EntryRow>> FindAsync(IReadOnlyList<string> kinds, int most, CancellationToken ct)
    {
        var found = new List<SequencedEntry>();
        foreach (var kind in kinds)
            found.AddRange(await log.FindEntriesAsync(new EntryFilter { Kind = kind, NewestFirst = true, Limit = most }, ct));
        return [.. found.OrderByDescending(entry => entry.Index).Take(most).Select(EntryRow.Of)];
    }

    private static Checkpoint? Checkpoint(PublishedCheckpoint? published) =>
        published is not null && SignedNote.TryParse(Encoding.UTF8.GetBytes(published.Note), out var note, out _) && ExchangeLog.Checkpoints.Checkpoint.TryParse(note.Text, out var checkpoint, out _) ? checkpoint : null;
}

/// <summary>How the log stands at an instant.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Size">Entries that have an index.</param>
/// <param name="LastAt">When the last of them was made, by its writer's clock, UTC; null for an empty log.</param>
/// <param name="Growth">Entries a day, China's calendar, oldest first; today is not over.</param>
/// <param name="Shown">The checkpoint that is shown; null before the first.</param>
/// <param name="ShownUntil">When the last entry that it covers was made, UTC.</param>
/// <param name="Published">The same with its cosignatures.</param>
/// <param name="Witnesses">Every witness that ever answered, by name.</param>
/// <param name="Followers">How far what follows from the log has come.</param>
/// <param name="Checks">Entries of the last comparisons of store and log, newest first.</param>
/// <param name="Waiting">What was set aside and is to be dealt with, a page of it.</param>
/// <param name="Messages">Entries of the last messages set aside, sent again or discarded, newest first.</param>
internal sealed record LogStanding(
    DateTimeOffset At, long Size, DateTimeOffset? LastAt, IReadOnlyList<DayGrowth> Growth, Checkpoint? Shown, DateTimeOffset? ShownUntil, PublishedCheckpoint? Published,
    IReadOnlyList<WitnessStanding> Witnesses, IReadOnlyList<FollowerStanding> Followers, IReadOnlyList<EntryRow> Checks, WaitingMessages Waiting, IReadOnlyList<EntryRow> Messages)
{
    /// <summary>How old what is shown is: the time since the oldest entry that no shown checkpoint covers; zero if it covers all.</summary>
    public TimeSpan Lag => Shown is { } shown && shown.Size < Size && ShownUntil is { } until ? At - until : TimeSpan.Zero;

    /// <summary>Whether the checkpoint that is shown has as many cosignatures as the policy asks for.</summary>
    public bool IsWitnessed => Published is { } published && published.Cosignatures >= published.Quorum;
}

/// <param name="Day">China's calendar.</param>
/// <param name="Entries">Made on it.</param>
internal sealed record DayGrowth(DateOnly Day, long Entries)
{
    /// <summary>For an axis, without the year: 11月23日, 23 Nov.</summary>
    public string Label => Day.ToString(Texts.T("M月d日", "d MMM"), CultureInfo.InvariantCulture);
}

/// <param name="Name">Of the follower.</param>
/// <param name="Place">Index of the first entry that it has not taken.</param>
internal sealed record FollowerStanding(string Name, long Place);
