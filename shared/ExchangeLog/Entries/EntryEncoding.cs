using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// The bytes of an entry: one JSON object in UTF-8, members in a fixed order, no spaces, no nulls, Chinese as it is. The same entry always
/// gives the same bytes. What is appended are these bytes, and nothing writes an entry anew from what was read.
/// </summary>
public static class EntryEncoding
{
    /// <summary>The most bytes of an entry: 16 KiB.</summary>
    public const int Longest = 16 * 1024;

    private const int TypicalLength = 512;
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="ArgumentException">The entry would be longer than <see cref="Longest"/>: its parts must be bounded where they come in.</exception>
    public static byte[] Encode(LogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(TypicalLength);
        using var json = new Utf8JsonWriter(buffer, Options);
        Write(json, entry);
        json.Flush();
        return buffer.WrittenCount <= Longest
            ? buffer.WrittenSpan.ToArray()
            : throw new ArgumentException($"An entry has {Longest} bytes at most, not {buffer.WrittenCount}.", nameof(entry));
    }

    /// <summary>
    /// Reads an entry. Members that it does not know are passed over; false for what is no entry of version 1, names a member twice, or is
    /// longer than <see cref="Longest"/>.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogEntry? entry)
    {
        entry = null;
        if (bytes.Length > Longest) return false;
        try
        {
            entry = new EntryReading().Read(bytes);
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
        return entry is not null;
    }

    private static void Write(Utf8JsonWriter json, LogEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, LogEntry.Version);
        json.WriteString("kind"u8, entry.Kind);
        json.WriteString("id"u8, entry.Id);
        WriteInstant(json, entry.At);
        WriteActor(json, entry.Actor);
        WriteIfAny(json, "purpose"u8, entry.Purpose);
        WriteIfAny(json, "case"u8, entry.Case);
        WriteIfAny(json, "subject"u8, entry.Subject);
        WriteRecord(json, entry.Record);
        WriteIfAny(json, "outcome"u8, entry.Outcome);
        WriteReasons(json, entry);
        if (entry.Status is { } status) json.WriteNumber("status"u8, status);
        WriteDetail(json, entry);
        WriteList(json, entry.List);
        WriteSecrets(json, entry);
        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, DateTimeOffset at)
    {
        Span<byte> text = stackalloc byte[32];
        at.UtcDateTime.TryFormat(text, out var written, InstantFormat, CultureInfo.InvariantCulture);
        json.WriteString("at"u8, text[..written]);
    }

    private static void WriteActor(Utf8JsonWriter json, EntryActor actor)
    {
        json.WriteStartObject("actor"u8);
        WriteIfAny(json, "city"u8, actor.City);
        WriteIfAny(json, "agency"u8, actor.Agency);
        json.WriteString("account"u8, actor.Account);
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, EntryRecord? record)
    {
        if (record is null) return;
        json.WriteStartObject("record"u8);
        json.WriteString("key"u8, record.Key);
        json.WriteNumber("version"u8, record.Version);
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, LogEntry entry)
    {
        if (entry.Reasons.IsDefaultOrEmpty) return;
        json.WriteStartArray("reasons"u8);
        foreach (var reason in entry.Reasons) json.WriteStringValue(reason);
        json.WriteEndArray();
    }

    private static void WriteDetail(Utf8JsonWriter json, LogEntry entry)
    {
        if (entry.Detail.IsEmpty) return;
        json.WriteStartObject("detail"u8);
        foreach (var (name, value) in entry.Detail.OrderBy(fact => fact.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ListCommitment? list)
    {
        if (list is null) return;
        json.WriteStartObject("list"u8);
        json.WriteNumber("count"u8, list.Count);
        json.WriteString("root"u8, list.Root.ToBase64());
        json.WriteEndObject();
    }

    private static void WriteSecrets(Utf8JsonWriter json, LogEntry entry)
    {
        Span<byte> bytes = stackalloc byte[Commitment.Length];
        if (entry.Commit is { } commit)
        {
            commit.CopyTo(bytes);
            json.WriteBase64String("commit"u8, bytes);
        }
        entry.Blind.CopyTo(bytes);
        json.WriteBase64String("blind"u8, bytes[..Blind.Length]);
    }

    private static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
