using System.Text.Json;
using CreditShare.Domain.Codes;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>What the raw pipe understands of a record: its key, its subject, its day; and the record's bytes.</summary>
internal sealed record RawRecord(string Key, string Subject, string DecidedOn, byte[] Body)
{
    /// <exception cref="InvalidDataException">It is not one that could be kept.</exception>
    public static RawRecord Read(byte[] body)
    {
        var stated = JsonSerializer.Deserialize<Stated>(body, JsonSerializerOptions.Web) ?? throw new InvalidDataException("There is no record.");
        return UnifiedSocialCreditCode.Parse(stated.Subject.Code).IsSuccess && DateOnly.TryParse(stated.DecidedOn, null, out _) && stated.LegalBasis.Length > 0 && stated.Penalty.Facts.Length > 0
            ? new(stated.SourceId, stated.Subject.Code, stated.DecidedOn, body)
            : throw new InvalidDataException("The record lacks something.");
    }

    private sealed record Stated(string SourceId, string Kind, string Item, Organisation Subject, Organisation Authority, string DocumentNumber, string LegalBasis, string DecidedOn, Section Penalty);

    private sealed record Organisation(string Name, string Code);

    private sealed record Section(string OffenceType, string Facts, string Content);
}
