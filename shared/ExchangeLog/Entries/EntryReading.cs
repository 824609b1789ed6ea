using System.Collections.Immutable;
using System.Text.Json;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>One pass over the bytes of an entry. Throws what the JSON reader throws; <see cref="EntryEncoding"/> turns that into a refusal.</summary>
internal sealed class EntryReading
{
    private readonly ImmutableArray<string>.Builder reasons = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, string>.Builder? detail;
    private long version;
    private string? kind;
    private string? id;
    private DateTimeOffset? at;
    private EntryActor? actor;
    private string? purpose;
    private string? caseNumber;
    private string? subject;
    private EntryRecord? record;
    private string? outcome;
    private int? status;
    private ListCommitment? list;
    private Commitment? commit;
    private Blind? blind;

    /// <summary>The entry, or null if a member that every entry has is not there or the version is another.</summary>
    public LogEntry? Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        Start(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json) is { } name)
        {
            if (!seen.Add(name)) throw new JsonException($"{name} stands there twice.");
            ReadMember(ref json, name);
        }
        // Fails on anything after the object.
        json.Read();
        return Build();
    }

    private LogEntry? Build() =>
        version != LogEntry.Version || kind is null || id is null || at is null || actor is null || blind is null
            ? null
            : new()
            {
                Kind = kind,
                Id = id,
                At = at.Value,
                Actor = actor,
                Purpose = purpose,
                Case = caseNumber,
                Subject = subject,
                Record = record,
                Outcome = outcome,
                Reasons = reasons.ToImmutable(),
                Status = status,
                Detail = detail?.ToImmutable() ?? ImmutableDictionary<string, string>.Empty,
                List = list,
                Commit = commit,
                Blind = blind.Value,
            };

    private void ReadMember(ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "v": version = json.GetInt64(); break;
            case "kind": kind = Text(ref json); break;
            case "id": id = Text(ref json); break;
            case "at": at = json.GetDateTimeOffset().ToUniversalTime(); break;
            case "actor": actor = ReadActor(ref json); break;
            case "purpose": purpose = Text(ref json); break;
            case "case": caseNumber = Text(ref json); break;
            case "subject": subject = Text(ref json); break;
            case "record": record = ReadRecord(ref json); break;
            case "outcome": outcome = Text(ref json); break;
            case "reasons": ReadReasons(ref json); break;
            case "status": status = json.GetInt32(); break;
            case "detail": ReadDetail(ref json); break;
            case "list": list = ReadList(ref json); break;
            case "commit": commit = Commitment.FromBytes(json.GetBytesFromBase64()); break;
            case "blind": blind = Blind.FromBytes(json.GetBytesFromBase64()); break;
            default: json.Skip(); break;
        }
    }

    private static EntryActor ReadActor(ref Utf8JsonReader json)
    {
        string? city = null, agency = null, account = null;
        Start(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json) is { } name)
        {
            if (name == "city") city = Text(ref json);
            else if (name == "agency") agency = Text(ref json);
            else if (name == "account") account = Text(ref json);
            else json.Skip();
        }
        return new(city, agency, account ?? throw new JsonException("An actor has an account."));
    }

    private static EntryRecord ReadRecord(ref Utf8JsonReader json)
    {
        string? key = null;
        long? number = null;
        Start(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json) is { } name)
        {
            if (name == "key") key = Text(ref json);
            else if (name == "version") number = json.GetInt64();
            else json.Skip();
        }
        return key is null || number is null ? throw new JsonException("A record has a key and a version.") : new(key, number.Value);
    }

    private static ListCommitment ReadList(ref Utf8JsonReader json)
    {
        long? count = null;
        MerkleHash? root = null;
        Start(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json) is { } name)
        {
            if (name == "count") count = json.GetInt64();
            else if (name == "root") root = MerkleHash.Parse(Text(ref json));
            else json.Skip();
        }
        return count is null || root is null ? throw new JsonException("A list has a count and a root.") : new(count.Value, root.Value);
    }

    private void ReadReasons(ref Utf8JsonReader json)
    {
        Start(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) reasons.Add(Text(ref json));
    }

    private void ReadDetail(ref Utf8JsonReader json)
    {
        detail = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Start(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json) is { } name) detail.Add(name, Text(ref json));
    }

    private static void Start(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (json.TokenType != type) throw new JsonException($"{type} was expected, not {json.TokenType}.");
    }

    // Leaves the reader on the member's value; null at the object's end.
    private static string? NextMember(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject) return null;
        var name = json.GetString();
        json.Read();
        return name;
    }

    private static string Text(ref Utf8JsonReader json) => json.GetString() ?? throw new JsonException("A null was written.");
}
