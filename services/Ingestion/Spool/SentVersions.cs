using System.Text;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Spool;

/// <summary>A record's versions in the spool: some 100 bytes each, for there is a row a record for ever.</summary>
internal static class SentVersions
{
    public static byte[] Write(SentRecord record)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var version in record.Versions)
        {
            writer.Write(version.Version);
            writer.Write(version.Order);
            writer.Write(RecordWords.Word(version.Change));
            writer.Write(version.Late);
            writer.Write(version.IsAssumed);
            writer.Write(version.RaisedTo);
            writer.Write(version.Item ?? "");
            writer.Write(version.Day?.DayNumber ?? -1);
            Write(writer, version.Parts.Fact);
            Write(writer, version.Parts.Authority);
            Write(writer, version.Parts.Note);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    public static SentRecord Read(byte[] written)
    {
        using var bytes = new MemoryStream(written);
        using var reader = new BinaryReader(bytes, Encoding.UTF8);
        var versions = new List<SentVersion>();
        while (bytes.Position < bytes.Length)
        {
            var (version, order, word, late) = (reader.ReadInt32(), reader.ReadInt64(), reader.ReadString(), reader.ReadBoolean());
            var (assumed, raisedTo, item, day) = (reader.ReadBoolean(), reader.ReadInt64(), reader.ReadString(), reader.ReadInt32());
            var parts = new StatedParts(Part(reader), Part(reader), Part(reader));
            var change = RecordWords.HeldChange(word) ?? throw new InvalidDataException($"There is no change {word}.");
            versions.Add(new(version, order, change, late, item.Length == 0 ? null : item, day < 0 ? null : DateOnly.FromDayNumber(day), parts) { IsAssumed = assumed, RaisedTo = raisedTo });
        }
        return new(versions);
    }

    private static void Write(BinaryWriter writer, byte[]? part)
    {
        writer.Write((byte)(part?.Length ?? 0));
        writer.Write(part ?? []);
    }

    private static byte[]? Part(BinaryReader reader) => reader.ReadByte() is var length and > 0 ? reader.ReadBytes(length) : null;
}
