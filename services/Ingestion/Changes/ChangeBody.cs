using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Problems;

namespace CreditShare.Ingestion.Changes;

/// <summary>
/// Makes the line of a batch of what is sent about one record. Members of the change itself may stand bare (<c>dutyMetOn</c>) or in their section (<c>repair.dutyMetOn</c>); what the
/// address says already may be left out. What a member means, and whether it is right, is the readers' part: the same faults in the same words as in a batch.
/// </summary>
internal static class ChangeBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members that stand beside the section.</summary>
    private static readonly HashSet<string> Outer = ["sourceVersion", "changeReason", "authority", "note"];

    /// <param name="body">A JSON object.</param>
    /// <param name="change">From the address.</param>
    /// <param name="sourceId">From the address.</param>
    /// <returns>The line, or what is wrong with the body as a whole.</returns>
    public static (byte[]? Line, ProblemError? Fault) Line(JsonElement body, ChangeKind change, string sourceId)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return (null, new("", "body", null, "a JSON object", "内容应为一个 JSON 对象。", "The body must be a JSON object."));
        var stated = new (string Name, string Value)[] { ("sourceId", sourceId), ("change", RecordWords.Word(change)) };
        foreach (var (name, value) in stated)
        {
            if (body.TryGetProperty(name, out var given) && !(given.ValueKind == JsonValueKind.String && given.GetString() == value))
                return (null, new($"/{name}", "contradiction", null, value, $"与地址中的“{value}”不一致。", $"It contradicts the address, which says {value}."));
        }
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in stated)
                writer.WriteString(name, value);
            Write(writer, body, change);
            writer.WriteEndObject();
        }
        return (buffer.ToArray(), null);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement body, ChangeKind change)
    {
        var members = body.EnumerateObject().Where(member => member.Name is not ("sourceId" or "change")).ToList();
        var section = Section(change);
        var statesFact = members.Any(member => member.Name is "subject" or "kind" or "item");
        // A whole record, as a correction or an objection upheld states it, has members of the fact.
        var bare = section is null ? [] : members.Where(member => RecordFields.TryFind($"{section}.{member.Name}", out _)
            && !Outer.Contains(member.Name) && (!statesFact || !RecordFields.TryFind(member.Name, out _))).ToList();
        foreach (var member in members.Except(bare).Where(member => bare.Count == 0 || member.Name != section))
            member.WriteTo(writer);
        if (bare.Count == 0)
            return;
        writer.WriteStartObject(section!);
        foreach (var member in members.Where(member => member.Name == section && member.Value.ValueKind == JsonValueKind.Object).SelectMany(member => member.Value.EnumerateObject()))
            member.WriteTo(writer);
        foreach (var member in bare)
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static string? Section(ChangeKind change) => change switch
    {
        ChangeKind.Repair => "repair",
        ChangeKind.Withdraw => "withdrawal",
        ChangeKind.Dispute => "dispute",
        ChangeKind.Resolve => "resolution",
        _ => null,
    };
}
