using CreditShare.Committee.Entries;
using CreditShare.Committee.Proofs;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.SpotChecks;

/// <summary>
/// Draws a city's records of a month for a check against the originals. For a month that has ended, the tree up to its end fixes what is drawn, for good. For the running month it is the tree of a size
/// that is named, and that is recorded with the reader's name.
/// </summary>
internal sealed class SpotCheckReader(ILogStore log, ShownLog shown, LogTimes times)
{
    private const int PageSize = 500;

    /// <param name="question">City, month, number.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <returns>The size whose tree fixes what is drawn; null before the first checkpoint, and where the size that is asked for is not shown.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<SpotCheckSize?> SizeAsync(SpotCheckQuestion question, CancellationToken ct)
    {
        if (await shown.ReadAsync(ct) is not { } head)
            return null;
        var size = head.Checkpoint.Size;
        var after = await log.FindEntriesAsync(await times.NarrowAsync(new() { From = ChinaCalendar.StartOf(question.Month.AddMonths(1)), Below = size, Limit = 1 }, ct), ct);
        if (after is [{ Index: var end }])
            return new(end, true);
        return (question.Size ?? size) is var asked && asked > 0 && asked <= size ? new(asked, false) : null;
    }

    /// <param name="question">City, month, number.</param>
    /// <param name="size">See <see cref="SizeAsync"/>.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<SpotCheckSheet> DrawAsync(SpotCheckQuestion question, SpotCheckSize size, CancellationToken ct)
    {
        var root = await RootAsync(size.Size, ct);
        var seed = SpotDraw.Seed(size.Size, root, question.City, question.Month);
        var draw = new SpotDraw(seed, question.Count);
        var (begin, end) = (ChinaCalendar.StartOf(question.Month), ChinaCalendar.StartOf(question.Month.AddMonths(1)));
        var filter = await times.NarrowAsync(
            new() { Kind = EntryKind.RecordDecided, City = question.City, From = begin, Until = end, Below = size.Size, Limit = PageSize }, ct);
        while (await log.FindEntriesAsync(filter, ct) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                if (EntryEncoding.TryDecode(stored.Bytes, out var entry) && entry.Outcome == RecordWords.Word(Outcome.Accepted))
                    draw.Offer(entry.Id);
            }
            filter = filter with { After = page[^1].Index };
        }
        var drawn = new List<DrawnRecord>();
        foreach (var id in draw.Drawn)
            drawn.Add(await ReadAsync(id, ct));
        return new(question, size, root.ToBase64(), Convert.ToHexStringLower(seed), draw.Offered, drawn);
    }

    private async Task<MerkleHash> RootAsync(long size, CancellationToken ct)
    {
        var tiles = await InclusionProofs.TilesAsync(log, TreeRoot.TilesFor(size), ct);
        return TreeRoot.Of(size, path => tiles[path]);
    }

    private async Task<DrawnRecord> ReadAsync(string id, CancellationToken ct)
    {
        var stored = await log.FindEntryAsync(id, ct) ?? throw new StoreUnavailableException("An entry of the log is missing.", null);
        EntryEncoding.TryDecode(stored.Bytes, out var entry);
        return new(id, stored.Index ?? 0, entry?.Record?.Key ?? "", entry?.Record?.Version ?? 0, stored.Content is { } content ? RecordJson.Read(content) : null);
    }
}

/// <param name="City">Code of a member city.</param>
/// <param name="Month">First day, China's calendar.</param>
/// <param name="Count">How many are drawn; 1 to 100.</param>
/// <param name="Size">Of the tree, for the running month; null for the one that is shown.</param>
internal sealed record SpotCheckQuestion(string City, DateOnly Month, int Count, long? Size);

/// <param name="Size">Entries of the log among which is drawn, and whose root fixes the draw; 0 for a month that had ended before the log began.</param>
/// <param name="Fixed">Whether it can be no other: the month has ended.</param>
internal sealed record SpotCheckSize(long Size, bool Fixed);

/// <param name="Question">What was asked.</param>
/// <param name="Size">Of the tree.</param>
/// <param name="Root">Of the tree, base64.</param>
/// <param name="Seed">Hexadecimal.</param>
/// <param name="Among">Accepted records among which was drawn.</param>
/// <param name="Records">In the order of the draw.</param>
internal sealed record SpotCheckSheet(SpotCheckQuestion Question, SpotCheckSize Size, string Root, string Seed, long Among, IReadOnlyList<DrawnRecord> Records);

/// <param name="LogEntry">Id of the decision's entry.</param>
/// <param name="Index">Its place in the log.</param>
/// <param name="Key">Of the record.</param>
/// <param name="Version">Its number.</param>
/// <param name="Record">As it was accepted; null if its content was deleted by law.</param>
internal sealed record DrawnRecord(string LogEntry, long Index, string Key, long Version, CreditRecord? Record);
