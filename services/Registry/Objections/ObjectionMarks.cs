using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;

namespace CreditShare.Registry.Objections;

/// <summary>
/// Annotates a record at once when its subject objects (浙江省公共信用信息管理条例 art. 30): a version that states what the present one does, as a dispute, in the present one's place of the
/// bureau's order. So nothing that the bureau sends is in its way, and the bureau's <c>resolve</c> settles it like one of its own.
/// </summary>
internal sealed class ObjectionMarks(IRecordStore records, EntryWriter entries, TimeProvider time)
{
    private const string Account = "registry";

    /// <summary>Sets the mark once, whoever asks how often.</summary>
    /// <param name="objection">What was filed.</param>
    /// <param name="filedAt">UTC; its time runs from that day.</param>
    /// <param name="ct">Ends the attempt; what is set stays so.</param>
    /// <returns>Whether the objection is open: false once it is settled, or if the record is in no use.</returns>
    /// <exception cref="StoreUnavailableException">The store failed; ask again.</exception>
    public async Task<bool> SetAsync(FiledObjection objection, DateTimeOffset filedAt, CancellationToken ct)
    {
        var key = new RecordKey(objection.City, objection.Record[(objection.City.Length + 1)..]);
        // A decided chunk is how the store knows that the mark has been set: one step with it.
        var chunk = new ChunkKey("objection", objection.Id, 0);
        while (true)
        {
            // First: another registry may set the mark at any moment, and what is read of the record must not be older than the answer that it is set.
            var isMarked = await records.FindDecidedAsync(chunk, ct) is not null;
            var held = await records.LoadAsync([key], [], [objection.Subject], ct);
            var profile = held.Profiles.GetValueOrDefault(objection.Subject);
            if (profile?.Records.FirstOrDefault(record => record.Key == key) is not { Stands: true } record || !held.Histories.TryGetValue(key, out var history))
                return false;
            if (isMarked)
                return record.Disputed;
            try
            {
                await ApplyAsync(objection, ChinaCalendar.Today(filedAt), chunk, key, record, history, held, ct);
                return true;
            }
            catch (StoreConflictException)
            {
                // Something else was decided about the subject just now: mark what holds then.
            }
        }
    }

    private async Task ApplyAsync(FiledObjection objection, DateOnly receivedOn, ChunkKey chunk, RecordKey key, HeldRecord record, RecordHistory history, HeldState held, CancellationToken ct)
    {
        var fold = new ProfileFold(held.Histories, held.Profiles);
        var before = fold.Before(objection.Subject);
        var at = before.NextKnownAt(time.GetUtcNow());
        // The clock of an objection that is open already runs on.
        var since = record.Objection is { } open && open.ReceivedOn < receivedOn ? open.ReceivedOn : receivedOn;
        var marked = new CreditRecord
        {
            Change = ChangeKind.Dispute, ChangeReason = $"信用主体提出异议，正在核查（{objection.Id}）。", Dispute = new() { ReceivedOn = since, Number = objection.Id },
        }.Of(record.Record);
        var bytes = RecordJson.Write(marked);
        var version = new HeldVersion(history.Versions.Count + 1, history.Current!.Order, SHA256.HashData(bytes), objection.Subject, ChangeKind.Dispute);
        fold.Accept(key, version, at, marked);
        var entry = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.RecordDecided,
                Id = $"{objection.Id}.mark",
                At = at,
                Actor = new EntryActor(null, null, Account),
                Subject = objection.Subject,
                Record = new(key.ToString(), version.Version),
                Outcome = RecordWords.Word(Outcome.Accepted),
                Detail = ImmutableDictionary<string, string>.Empty.Add("objection", objection.Id)
                    .Add("order", version.Order.ToString(CultureInfo.InvariantCulture)).Add("change", RecordWords.Word(ChangeKind.Dispute)),
                Blind = StagedEntries.NewBlind(),
            },
            bytes);
        await records.ApplyAsync(
            new(chunk, at, DecisionJson.Write([])),
            new(held.Histories, [new(key, version, at, fold.Profile(objection.Subject).Revision, entry.Entry.Id)], [], [], [new(before.Revision, fold.Profile(objection.Subject))], [entry]), ct);
        entries.Wake();
    }
}
