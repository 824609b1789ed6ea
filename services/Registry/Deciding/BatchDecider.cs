using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Registry.Deciding;

/// <summary>Decides a chunk: judges each record by itself, then, in their order, beside what the store holds.</summary>
internal sealed class BatchDecider(RuleBook book, TimeProvider time)
{
    /// <summary>Judges each record by itself. Reads nothing but the rule book and the day.</summary>
    public PreparedChunk Prepare(SubmitRecords message)
    {
        var today = ChinaCalendar.Today(time.GetUtcNow());
        return new([.. message.Records.Select(record => Prepare(record, message.City, today))]);
    }

    /// <summary>Decides upon a state of the store; may be done again upon a newer one.</summary>
    public (DecidedChunk Decided, IReadOnlyList<Decision> Decisions, ChunkEffects Effects) Decide(ChunkKey key, SubmitRecords message, PreparedChunk prepared, HeldState held)
    {
        var work = new ChunkWork(message, held, book, time.GetUtcNow());
        var decisions = prepared.Records.Select(work.Decide).ToList();
        return (new DecidedChunk(key, work.DecidedAt, DecisionJson.Write(decisions)), decisions, work.Effects());
    }

    private PreparedRecord Prepare(SubmittedRecord submitted, string city, DateOnly today)
    {
        var (record, known) = Read(submitted);
        if (record is null)
            return new(submitted.Line, submitted.Order, [], null, known.Count > 0 ? known : [Unreadable]);
        var reasons = RecordRules.Check(record, known, city, book, today);
        var prepared = new PreparedRecord(submitted.Line, submitted.Order, submitted.Content, record, reasons)
        {
            Key = record.SourceId is { } id ? new RecordKey(city, id) : null,
        };
        return reasons.Count > 0 || record.IsChangeOnly
            ? prepared
            : prepared with { Hash = SHA256.HashData(submitted.Content), Identity = DecisionIdentity.Of(record) };
    }

    private static Reason Unreadable => DecidingReasons.Unreadable("不是规定的规范格式。", "it is not in canonical form.");

    /// <summary>A signed record that is not of the agreed form must not take its chunk with it, and what it holds must not be kept.</summary>
    private static (CreditRecord? Record, IReadOnlyList<Reason> Known) Read(SubmittedRecord submitted)
    {
        IReadOnlyList<Reason> known = [];
        try
        {
            if (submitted.Faults is { Length: > 0 } faults)
                known = DecisionJson.ReadReasons(faults);
        }
        catch (JsonException)
        {
            return (null, [Unreadable]);
        }
        if (known.Any(reason => reason is not { Code.Length: > 0, Field: not null, Zh: not null, En: not null }))
            return (null, [Unreadable]);
        return submitted.Content.Length > 0 ? CanonicalRecord.Read(submitted.Content, known) : (null, known);
    }
}
