using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace CreditShare.Engines.MongoDb.Wire;

/// <summary>One request of MongoDB's wire protocol: OP_MSG, or OP_QUERY, in which a driver says its first hello.</summary>
/// <param name="Id">The sender's number, which an answer names.</param>
/// <param name="Body">The command.</param>
/// <param name="SequenceName">Name of the array that travels beside the body (documents, updates, deletes); null if there is none.</param>
/// <param name="Sequence">That array's documents, one after the other.</param>
/// <param name="Legacy">Whether it is to be answered with OP_REPLY.</param>
/// <param name="Unanswered">Whether the sender wants no answer.</param>
internal sealed record WireMessage(int Id, RawBsonDocument Body, string? SequenceName, ReadOnlyMemory<byte> Sequence, bool Legacy, bool Unanswered)
{
    public const int HeaderLength = 16;
    private const int OpReply = 1, OpQuery = 2004, OpMessage = 2013;
    private const int ChecksumPresent = 1, MoreToCome = 2;

    /// <summary>The command's name: the first element of the body.</summary>
    public string Command => Body.GetElement(0).Name;

    /// <summary>Reads one whole message; null at the end of the stream.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken ct)
    {
        var length = new byte[4];
        if (await stream.ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, ct) < 4)
            return null;
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        length.CopyTo(bytes, 0);
        await stream.ReadExactlyAsync(bytes.AsMemory(4), ct);
        return bytes;
    }

    public static WireMessage Parse(byte[] bytes)
    {
        var id = Int(bytes, 4);
        return Int(bytes, 12) switch
        {
            OpQuery => Query(id, bytes),
            OpMessage => Message(id, bytes),
            var other => throw new InvalidDataException($"Operation {other} is not spoken here."),
        };
    }

    /// <summary>The bytes of an answer to this request.</summary>
    public byte[] Answer(ReadOnlySpan<byte> document)
    {
        var prefix = Legacy ? 20 : 5;
        var bytes = new byte[HeaderLength + prefix + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Id);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Legacy ? OpReply : OpMessage);
        if (Legacy)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderLength + 16), 1);
        document.CopyTo(bytes.AsSpan(HeaderLength + prefix));
        return bytes;
    }

    private static WireMessage Query(int id, byte[] bytes)
    {
        var at = HeaderLength + 4;
        at = Array.IndexOf(bytes, (byte)0, at) + 1 + 8;
        return new(id, Document(bytes, at), null, default, Legacy: true, Unanswered: false);
    }

    private static WireMessage Message(int id, byte[] bytes)
    {
        var flags = Int(bytes, HeaderLength);
        var end = bytes.Length - ((flags & ChecksumPresent) != 0 ? 4 : 0);
        RawBsonDocument? body = null;
        string? name = null;
        ReadOnlyMemory<byte> sequence = default;
        for (var at = HeaderLength + 4; at < end;)
        {
            var kind = bytes[at++];
            var length = Int(bytes, at);
            if (kind == 0)
            {
                body = Document(bytes, at);
            }
            else
            {
                var terminator = Array.IndexOf(bytes, (byte)0, at + 4);
                name = Encoding.UTF8.GetString(bytes, at + 4, terminator - at - 4);
                sequence = bytes.AsMemory(terminator + 1, at + length - terminator - 1);
            }
            at += length;
        }
        return new(id, body ?? throw new InvalidDataException("A message without a body."), name, sequence, Legacy: false, (flags & MoreToCome) != 0);
    }

    private static RawBsonDocument Document(byte[] bytes, int at) => new(bytes.AsSpan(at, Int(bytes, at)).ToArray());

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
}
