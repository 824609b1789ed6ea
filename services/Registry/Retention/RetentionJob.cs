using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;

namespace CreditShare.Registry.Retention;

/// <summary>
/// Deletes adverse content whose retention has ended (<see cref="RetentionRules"/>): first the records, each by a version of its own, so that no answer shows them any more; then
/// what the log's entries commit to. Each step is an entry before it takes effect, and may be repeated after a crash. The log goes on verifying, because entries commit and do not hold.
/// </summary>
internal sealed class RetentionJob(
    IRecordStore records, IStoreContents contents, ILogStore log, EntryWriter entries, RuleBook book, TimeProvider time)
{
    /// <summary>Small, because the content of a lookup of ten thousand has a megabyte and more.</summary>
    private const int PageSize = 100;

    /// <summary>Entries named by one erasure.</summary>
    private const int MostNamed = 1000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SequencedWithin = TimeSpan.FromMinutes(1);

    /// <summary>Says what a run would delete, and deletes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public Task<RetentionResult> TryAsync(IProgress<long>? progress, CancellationToken ct) => RunAsync(null, progress, ct);

    /// <param name="account">Who runs it, for the log.</param>
    /// <param name="progress">Told how many entries have been looked at.</param>
    /// <param name="ct">Ends the run; what is deleted by then stays so.</param>
    /// <exception cref="StoreUnavailableException">The store failed; what was not reached is for the next run.</exception>
    /// <exception cref="InvalidOperationException">No registry sequences, so an erasure would not be in the log.</exception>
    public Task<RetentionResult> DeleteAsync(string account, IProgress<long>? progress, CancellationToken ct) => RunAsync(new EntryActor(null, null, account), progress, ct);

    private async Task<RetentionResult> RunAsync(EntryActor? actor, IProgress<long>? progress, CancellationToken ct)
    {
        var today = ChinaCalendar.Today(time.GetUtcNow());
        var erased = new HashSet<RecordKey>();
        var unreadable = 0;
        string? after = null;
        while (await contents.ProfilesAsync(after, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var kept in page)
            {
                if (Read(kept) is not { } profile)
                {
                    unreadable++;
                    continue;
                }
                var due = profile.Records.Where(held => RetentionRules.LastDay(held.Record, book.Catalogue) < today).Select(held => held.Key).ToList();
                if (due.Count > 0 && (actor is null || await EraseAsync(profile.Code, due, today, actor, ct)))
                    erased.UnionWith(due);
            }
            after = page[^1].Code;
        }
        var (count, looked) = await EraseContentAsync(today, erased, actor, progress, ct);
        var result = new RetentionResult(today, erased.Count, count, looked, unreadable, actor is null, [.. erased.Take(RetentionResult.MostListed).Select(key => key.ToString())]);
        if (actor is not null)
            await entries.StageAsync([Open(EntryKind.RetentionRun, actor, result)], ct);
        return result;
    }

    /// <summary>The records of one subject get their last version, in one step with the entries that say so.</summary>
    private async Task<bool> EraseAsync(string subject, IReadOnlyCollection<RecordKey> keys, DateOnly today, EntryActor actor, CancellationToken ct)
    {
        var held = await records.LoadAsync(keys, [], [subject], ct);
        var fold = new ProfileFold(held.Histories, held.Profiles);
        // What was corrected since it was read may be due no more.
        var due = fold.Profile(subject).Records.Where(record => keys.Contains(record.Key) && RetentionRules.LastDay(record.Record, book.Catalogue) < today).ToList();
        var before = fold.Before(subject);
        var at = before.NextKnownAt(time.GetUtcNow());
        var (versions, staged) = (new List<NewVersion>(), new List<StagedEntry>());
        foreach (var record in due)
        {
            var version = new HeldVersion(fold.History(record.Key).Versions.Count + 1, VersionRules.ErasureOrder, [], subject, ChangeKind.Erase);
            fold.Accept(record.Key, version, at, null);
            var entry = new LogEntry
            {
                Kind = EntryKind.RecordErased,
                Id = NewId("erased"),
                At = at,
                Actor = actor,
                Subject = subject,
                Record = new(record.Key.ToString(), version.Version),
                Reasons = ["retention-ended"],
                Blind = StagedEntries.NewBlind(),
            };
            versions.Add(new(record.Key, version, at, fold.Profile(subject).Revision, entry.Id));
            staged.Add(StagedEntries.Open(entry));
        }
        if (versions.Count == 0)
            return false;
        try
        {
            await records.ApplyAsync(
                new(new("retention", NewId("run"), 0), at, []), new(held.Histories, versions, [], [], [new(before.Revision, fold.Profile(subject))], staged), ct);
            entries.Wake();
            return true;
        }
        catch (StoreConflictException)
        {
            // Something else was decided about the subject just now; the next run looks again.
            return false;
        }
    }

    private async Task<(long Count, long Looked)> EraseContentAsync(
        DateOnly today, HashSet<RecordKey> erased, EntryActor? actor, IProgress<long>? progress, CancellationToken ct)
    {
        var due = new List<DueContent>();
        var (count, size) = (0L, await log.SizeAsync(ct));
        for (var from = 0L; from < size; from += PageSize)
        {
            var page = (await log.ReadStoredAsync(from, Math.Min(size, from + PageSize), ct))
                .Where(filed => filed.Stored.Content is not null)
                .Select(filed => (Index: filed.Stored.Index!.Value, Content: filed.Stored.Content!, Entry: EntryEncoding.TryDecode(filed.Stored.Bytes, out var entry) ? entry : null))
                .Where(filed => filed.Entry is not null).ToList();
            var histories = (await records.LoadAsync([.. page.Select(filed => AcceptedKey(filed.Entry!)).OfType<RecordKey>().Distinct()], [], [], ct)).Histories;
            foreach (var (index, content, entry) in page)
            {
                // An accepted version goes with its record, be its own day what it may: the record is made of all its versions.
                var isDue = AcceptedKey(entry!) is { } key
                    ? erased.Contains(key) || (histories.TryGetValue(key, out var history) && history.IsErased)
                    : ContentRetention.LastDay(entry!, content, book.Catalogue) < today;
                if (isDue)
                    due.Add(new(index, ChunkOf(entry!)));
            }
            while (due.Count >= MostNamed)
                count += await EraseContentAsync(due, actor, ct);
            progress?.Report(Math.Min(size, from + PageSize));
        }
        while (due.Count > 0)
            count += await EraseContentAsync(due, actor, ct);
        return (count, size);
    }

    /// <summary>Takes the first of the list: names them in the log, and when they stand there, deletes their content.</summary>
    private async Task<int> EraseContentAsync(List<DueContent> due, EntryActor? actor, CancellationToken ct)
    {
        var named = due.Take(MostNamed).ToList();
        due.RemoveRange(0, named.Count);
        if (actor is null)
            return named.Count;
        var erasure = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.ContentErased,
                Id = NewId("erasure"),
                At = time.GetUtcNow(),
                Actor = actor,
                Reasons = ["retention-ended"],
                Detail = ImmutableDictionary<string, string>.Empty.Add("entries", Number(named.Count)),
                Blind = StagedEntries.NewBlind(),
            },
            ErasedContent.Write([.. named.Select(content => content.Index)]));
        await entries.StageAsync([erasure], ct);
        await SequencedAsync(erasure.Entry.Id, ct);
        // The reasons of a refusal quote what was found.
        await records.EraseDecisionsAsync([.. named.Select(content => content.Chunk).OfType<ChunkKey>().Distinct()], ct);
        await log.EraseContentAsync([.. named.Select(content => content.Index)], ct);
        return named.Count;
    }

    private async Task SequencedAsync(string id, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        while (await log.FindEntryAsync(id, ct) is not { Index: not null })
        {
            if (time.GetElapsedTime(begun) > SequencedWithin)
                throw new InvalidOperationException($"The erasure {id} has no place in the log after {SequencedWithin}: no registry sequences. Nothing was deleted by it; start a registry and run again.");
            await Task.Delay(Between, time, ct);
        }
    }

    private static RecordKey? AcceptedKey(LogEntry entry)
    {
        // The ground of an agency's feedback goes with the record that it speaks of, as an accepted version does.
        if (entry.Record is not { } record || !(entry.Kind == EntryKind.FeedbackGiven || (entry.Kind == EntryKind.RecordDecided && entry.Outcome == RecordWords.Word(Outcome.Accepted))))
            return null;
        var parts = record.Key.Split('/', 2);
        return parts.Length == 2 ? new(parts[0], parts[1]) : null;
    }

    private static SubjectProfile? Read(KeptProfile kept)
    {
        try
        {
            return ProfileJson.Read(kept.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The chunk with which a record came, by the id that its decision's entry has; null for other entries.</summary>
    private static ChunkKey? ChunkOf(LogEntry entry)
    {
        if (entry is not { Kind: EntryKind.RecordDecided, Actor.City: { } city } || entry.Detail.GetValueOrDefault("batch") is not { } batch)
            return null;
        return DecisionEntryId.Read(entry.Id) is { } id && (id.City, id.Batch) == (city, batch) ? new(city, batch, id.Chunk) : null;
    }

    private StagedEntry Open(string kind, EntryActor actor, RetentionResult result) => StagedEntries.Open(new LogEntry
    {
        Kind = kind,
        Id = NewId("retention"),
        At = time.GetUtcNow(),
        Actor = actor,
        Detail = ImmutableDictionary<string, string>.Empty
            .Add("day", Day(result.Day)).Add("records", Number(result.Records)).Add("contents", Number(result.Contents)).Add("entries", Number(result.EntriesRead)).Add("unreadable", Number(result.Unreadable)),
        Blind = StagedEntries.NewBlind(),
    });

    private string NewId(string what) => $"{what}-{Guid.CreateVersion7(time.GetUtcNow()):N}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Index">Of the entry.</param>
/// <param name="Chunk">With which the record came that it is about; null for others.</param>
internal sealed record DueContent(long Index, ChunkKey? Chunk);

/// <summary>What a run deleted, or would delete.</summary>
/// <param name="Day">In China's calendar; what may be kept until the day before is due.</param>
/// <param name="Records">Records that are in no answer from now on.</param>
/// <param name="Contents">Entries whose content is gone.</param>
/// <param name="EntriesRead">Entries looked at.</param>
/// <param name="Unreadable">Profiles that could not be read, whose records were passed over: somebody changed them, and <c>state</c> names them.</param>
/// <param name="DryRun">Whether nothing was deleted.</param>
/// <param name="Keys">Of the first records.</param>
public sealed record RetentionResult(DateOnly Day, int Records, long Contents, long EntriesRead, int Unreadable, bool DryRun, IReadOnlyList<string> Keys)
{
    public const int MostListed = 1000;
}
