using System.Collections.Immutable;
using System.Security.Cryptography;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>Makes entries ready for staging; the one place where blinds and commitment keys are drawn.</summary>
public static class StagedEntries
{
    /// <summary>16 random bytes, without which an open leaf hash could be tested against guesses.</summary>
    public static Blind NewBlind() => Blind.FromBytes(RandomNumberGenerator.GetBytes(Blind.Length));

    /// <summary>An entry that commits to nothing.</summary>
    public static StagedEntry Open(LogEntry entry) => new(entry, EntryEncoding.Encode(entry), null, null);

    /// <summary>The entry of a refused request: who, which route, which status, for which reason.</summary>
    public static StagedEntry AccessRefused(string id, DateTimeOffset at, EntryActor actor, string route, int status, string reason) => Open(new LogEntry
    {
        Kind = EntryKind.AccessRefused,
        Id = id,
        At = at,
        Actor = actor,
        Status = status,
        Reasons = [reason],
        Detail = ImmutableDictionary<string, string>.Empty.Add("route", route),
        Blind = NewBlind(),
    });

    /// <summary>An entry that commits to content, which is kept beside it under a key of its own.</summary>
    public static StagedEntry Committing(LogEntry entry, byte[] content) => Committing(entry, content, RandomNumberGenerator.GetBytes(Commitment.KeyLength));

    /// <param name="entry">The entry.</param>
    /// <param name="content">What it commits to.</param>
    /// <param name="key">32 random bytes, drawn for this entry alone; only where more than the commitment hangs on it.</param>
    public static StagedEntry Committing(LogEntry entry, byte[] content, byte[] key)
    {
        var committed = entry with { Commit = Commitment.Of(key, content) };
        return new(committed, EntryEncoding.Encode(committed), key, content);
    }
}
