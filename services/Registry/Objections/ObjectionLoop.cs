using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Objections;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Objections;

/// <summary>
/// Where this registry leads, takes each objection out of the log: marks the record, then tells the city. It remembers nothing: when it begins to lead, and once a day, it reads all objections again, marks
/// what is not marked and tells the cities of those still open. Both may be repeated: a mark is set once, a city keeps an objection once.
/// </summary>
internal sealed class ObjectionLoop(
    ILogStore log, ObjectionMarks marks, IBus bus, SeedFolder seeds, SequencerLease lease, TimeProvider time, ILogger<ObjectionLoop> logger) : BackgroundService
{
    private const int PageSize = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A city that could not be told is told again after this.</summary>
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    /// <summary>When cities are told anew of what is still open: word that was set aside there, and is not believed after a change of the city's key, must not wait for another registry to lead.</summary>
    internal TimeSpan TellAnew { get; init; } = TimeSpan.FromDays(1);

    // Owned by the loop.
    private readonly Dictionary<string, (FiledObjection Objection, DateTimeOffset FiledAt)> untold = [];
    private long? after;
    private DateTimeOffset tellFrom;
    private DateTimeOffset readAnew;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var leads = lease.Leads;
                if (!leads || time.GetUtcNow() >= readAnew)
                {
                    after = null;
                    untold.Clear();
                    readAnew = time.GetUtcNow() + TellAnew;
                }
                if (leads)
                {
                    var more = await TakeAsync(stoppingToken);
                    await TellAsync(stoppingToken);
                    if (more)
                        continue;
                }
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException fault)
            {
                Log.Waiting(logger, fault);
                await Task.Delay(TellAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> TakeAsync(CancellationToken ct)
    {
        var page = await log.FindEntriesAsync(new() { Kind = EntryKind.ObjectionFiled, After = after, Limit = PageSize }, ct);
        foreach (var (index, bytes) in page)
        {
            if (EntryEncoding.TryDecode(bytes, out var entry))
                await TakeAsync(entry, ct);
            after = index;
        }
        return page.Count == PageSize;
    }

    private async Task TakeAsync(LogEntry entry, CancellationToken ct)
    {
        try
        {
            // Without content it was deleted with its record.
            if (await log.FindEntryAsync(entry.Id, ct) is not { Content: { } content })
                return;
            var objection = FiledObjectionJson.Read(content);
            if (!await marks.SetAsync(objection, entry.At, ct))
                return;
            untold[objection.Id] = (objection, entry.At);
            tellFrom = default;
        }
        catch (JsonException fault)
        {
            // Of the objection, or of its subject's profile. Nobody else's must wait for it.
            Log.Unreadable(logger, entry.Id, fault);
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        if (untold.Count == 0 || time.GetUtcNow() < tellFrom)
            return;
        foreach (var (objection, filedAt) in untold.Values.ToList())
        {
            try
            {
                await bus.SendConfirmedAsync(QueueNames.Decisions(objection.City), Message(objection, filedAt), ct);
                untold.Remove(objection.Id);
                Log.Told(logger, objection.Id, objection.City);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                // Another city's objections must not wait for this one.
                Log.NotTold(logger, objection.Id, objection.City, fault);
            }
        }
        tellFrom = time.GetUtcNow() + TellAgain;
    }

    private ObjectionFiled Message(FiledObjection objection, DateTimeOffset filedAt)
    {
        var clock = ObjectionClock.From(ChinaCalendar.Today(filedAt), seeds.WorkingDays);
        return new()
        {
            City = objection.City,
            Id = objection.Id,
            Subject = objection.Subject,
            SourceId = objection.Record[(objection.City.Length + 1)..],
            FiledAt = filedAt,
            Grounds = objection.Grounds,
            Contact = objection.Contact,
            SettleBy = clock.DueOn,
            AtLatest = clock.LatestOn,
            KeepUntil = objection.DecidedOn is { } decided ? RetentionRules.LastDay(decided, objection.Item, seeds.Catalogue) : null,
        };
    }
}
