namespace CreditShare.Hosting.Workbooks;

/// <summary>
/// Takes the small synchronous writes of ZipArchive and XmlWriter into memory and hands them on in one asynchronous write: an answer's body takes no synchronous one, and no thread waits for a slow
/// reader. Owned by one writer.
/// </summary>
internal sealed class GatheredStream(Stream output) : Stream
{
    private const int Enough = 64 * 1024;

    private readonly MemoryStream gathered = new(2 * Enough);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public bool IsFull => gathered.Length >= Enough;

    /// <summary>Hands on what was gathered.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        await output.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), ct);
        gathered.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => gathered.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => gathered.Write(buffer);

    public override void Flush()
    {
        // Handed on by DrainAsync alone.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gathered.Dispose();
        base.Dispose(disposing);
    }
}
