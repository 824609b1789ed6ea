namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>A part of the workbook as it is unpacked. It counts what comes out, whatever the ZIP says of itself, and how much of it went by since something was read of it: a tag or text without end stops here, not in memory.</summary>
internal sealed class WatchedStream(Stream part, string pointer) : Stream
{
    private long total;
    private long sinceMark;

    /// <summary>Something was read.</summary>
    public void Mark() => sinceMark = 0;

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        total += read;
        sinceMark += read;
        if (total > XlsxLimits.Unpacked)
            throw WorkbookFaults.Bomb($"一个文件超过 {XlsxLimits.Unpacked} 字节", $"one file of it has more than {XlsxLimits.Unpacked} bytes");
        if (sinceMark > XlsxLimits.Piece)
            throw WorkbookFaults.CellTooLong(pointer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }
}
