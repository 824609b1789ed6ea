using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Contracts;
using CreditShare.Domain.Codes;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Deciding;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Submissions;

/// <summary>
/// Decides a chunk once: a chunk decided before is answered with the decisions made then, so redelivery and resending change nothing.
/// Decisions are durable, together with their log entries, before they are answered.
/// </summary>
internal sealed class SubmissionHandler(
    SenderCheck senders, BatchDecider decider, IRecordStore records, EntryWriter entries, RegistryMetrics metrics, ILogger<SubmissionHandler> logger)
{
    public async Task<RecordsDecided> HandleAsync(SubmitRecords message, MessageOrigin origin, CancellationToken ct)
    {
        if (senders.Refuse(message, origin) is { } refusal)
        {
            await LogRefusalAsync(message, origin, ct);
            throw new SenderRefusedException(refusal);
        }
        var key = new ChunkKey(message.City, message.Batch, message.Chunk);
        var decided = await records.FindDecidedAsync(key, ct) ?? await DecideAsync(key, message, ct);
        return new RecordsDecided
        {
            City = message.City,
            Batch = message.Batch,
            Chunk = message.Chunk,
            DecidedAt = decided.DecidedAt,
            Decisions = decided.Decisions,
        };
    }

    private async Task<DecidedChunk> DecideAsync(ChunkKey key, SubmitRecords message, CancellationToken ct)
    {
        var prepared = decider.Prepare(message);
        while (true)
        {
            var held = await records.LoadAsync(prepared.Keys, prepared.Identities, prepared.Subjects, ct);
            // A record corrected to another subject changes the profile it leaves as well; which one that is, only its history tells.
            if (prepared.SubjectsLeft(held) is { Count: > 0 } left)
                held = await records.LoadAsync(prepared.Keys, prepared.Identities, [.. prepared.Subjects, .. left], ct);
            var (made, decisions, effects) = decider.Decide(key, message, prepared, held);
            DecidedChunk decided;
            try
            {
                decided = await records.ApplyAsync(made, effects, ct);
            }
            catch (StoreConflictException)
            {
                // Another city's chunk changed a profile in between: decide again upon what holds now.
                Log.DecidingAgain(logger, key.City, key.Batch, key.Chunk);
                continue;
            }
            entries.Wake();
            // Another registry may have decided it, and counted.
            if (ReferenceEquals(decided, made))
                metrics.Decided(key.City, decisions);
            Log.ChunkDecided(logger, key.City, key.Batch, key.Chunk, message.Records.Count, effects.Versions.Count);
            return decided;
        }
    }

    /// <summary>The message is not to be believed, nor to be let write into an entry that cannot be taken back: what is no plain id is left out.</summary>
    private static string Plain(string text) =>
        text.Length <= 64 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.') && !PersonalData.ContainsIdentityNumber(text) ? text : "";

    /// <summary>
    /// The same for a message delivered again, another for one with the same content under another signature or from another account: each is an attempt of its own.
    /// </summary>
    private static string RefusalId(SubmitRecords message, MessageOrigin origin) =>
        $"{origin.City}-refused-{Convert.ToHexStringLower(SHA256.HashData([.. SubmissionDigest.Of(message), .. SHA256.HashData(message.Signature), .. Encoding.UTF8.GetBytes(origin.Account ?? "")]))}";

    private Task LogRefusalAsync(SubmitRecords message, MessageOrigin origin, CancellationToken ct) =>
        entries.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.BatchRefused,
                Id = RefusalId(message, origin),
                At = entries.Now,
                Actor = new EntryActor(origin.City, null, origin.Account ?? "unknown"),
                Reasons = ["sender-refused"],
                Detail = ImmutableDictionary<string, string>.Empty.Add("batch", Plain(message.Batch)).Add("namedCity", Plain(message.City)),
                Blind = StagedEntries.NewBlind(),
            })],
            ct);
}
