using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Equality;

/// <summary>
/// What one version of a record states, as hashes of three parts. They are apart because a change that leaves the fact out may still name its authority or a note anew
/// (<see cref="CreditRecord.Of"/>), so that its sender, who knows the hashes alone, can say what the record is then.
/// </summary>
/// <param name="Fact">SHA-256 of the fact without its authority; null if the version states none.</param>
/// <param name="Authority">SHA-256 of the authority's name and code; null if none is stated.</param>
/// <param name="Note">SHA-256 of the note; null if none is stated.</param>
public readonly record struct StatedParts(byte[]? Fact, byte[]? Authority, byte[]? Note)
{
    public static StatedParts Of(CreditRecord record) => new(
        record.IsChangeOnly ? null : SHA256.HashData(RecordJson.Write(record.Fact with { Authority = null })),
        record.Authority is { } authority ? SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { authority.Name, authority.Code })) : null,
        record.Note is { } note ? SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(note)) : null);

    /// <summary>What holds once the version was taken in upon these parts.</summary>
    public StatedParts Then(StatedParts next) => next.Fact is null ? new(Fact, next.Authority ?? Authority, next.Note ?? Note) : next;
}
