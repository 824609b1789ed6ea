using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CreditShare.Ingestion.Imports;

/// <summary>
/// A file of one upload that nobody else can read: AES-256 in counter mode under a key that lives in this object alone. A workbook holds personal columns, and a ZIP cannot be read without
/// seeking; what is on the disk is noise, and gone when this is closed. Not for two threads at once. The key is used for one file, so the counter may begin at nought; nothing is authenticated, for the file
/// lasts as long as one request.
/// </summary>
internal sealed class SealedFile : Stream
{
    private const int Block = 16;

    /// <summary>Bytes sealed or opened at a time.</summary>
    private const int Stretch = 16 * 1024;

    private readonly SafeFileHandle file;
    private readonly Aes aes;
    private readonly byte[] counters = new byte[Stretch];
    private readonly byte[] keys = new byte[Stretch];
    private readonly byte[] sealing = new byte[Stretch - Block];
    private long length;

    private SealedFile(SafeFileHandle file, Aes aes) => (this.file, this.aes) = (file, aes);

    /// <param name="folder">Where there is room for an upload.</param>
    public static SealedFile Create(string folder)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName() + ".sealed");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        // Where an open file may lose its name it does so at once: then a process that is killed leaves nothing.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        var aes = Aes.Create();
        aes.KeySize = 256;
        aes.GenerateKey();
        return new(file, aes);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, Position);
        Apply(buffer[..read], Position);
        Position += read;
        return read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var part = sealing.AsSpan(0, Math.Min(buffer.Length, sealing.Length));
            buffer[..part.Length].CopyTo(part);
            Apply(part, Position);
            RandomAccess.Write(file, part, Position);
            Position += part.Length;
            length = Math.Max(length, Position);
            buffer = buffer[part.Length..];
        }
    }

    /// <summary>Sealing and opening are the same: each block of the data is combined with its encrypted number.</summary>
    private void Apply(Span<byte> data, long offset)
    {
        while (!data.IsEmpty)
        {
            var (number, skip) = (offset / Block, (int)(offset % Block));
            var blocks = Math.Min(Stretch / Block, (skip + data.Length + Block - 1) / Block);
            for (var i = 0; i < blocks; i++)
                BinaryPrimitives.WriteInt64BigEndian(counters.AsSpan((i * Block) + 8), number + i);
            aes.EncryptEcb(counters.AsSpan(0, blocks * Block), keys, PaddingMode.None);
            var part = data[..Math.Min(data.Length, (blocks * Block) - skip)];
            Combine(part, keys.AsSpan(skip));
            offset += part.Length;
            data = data[part.Length..];
        }
    }

    private static void Combine(Span<byte> data, ReadOnlySpan<byte> keys)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= data.Length; at += Vector<byte>.Count)
            (new Vector<byte>(data[at..]) ^ new Vector<byte>(keys[at..])).CopyTo(data[at..]);
        for (; at < data.Length; at++)
            data[at] ^= keys[at];
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // The disk is local and mostly answers from memory.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            aes.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }
}
