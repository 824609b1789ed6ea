using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain.Reports;

/// <summary>The one codec of reports: the bytes that the log commits to, and that can be made again.</summary>
public static class CreditReportJson
{
    private static readonly CreditReportJsonContext Context = new(CanonicalJson.Options());

    public static byte[] Write(CreditReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Context.CreditReport);

    /// <exception cref="JsonException">The bytes are no report's.</exception>
    public static CreditReport Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Context.CreditReport) ?? throw new JsonException("A report cannot be null.");
}

[JsonSerializable(typeof(CreditReport))]
internal sealed partial class CreditReportJsonContext : JsonSerializerContext;
