using System.Text;

namespace CreditShare.Ingestion.Imports.Csv;

/// <summary>
/// The text of a CSV file. Where nothing says its encoding, it is found out at the first byte that is not ASCII, wherever in the file that is: what stands before it reads the same in all of them. Memory
/// holds one sample.
/// </summary>
internal sealed class CsvText : TextReader
{
    private readonly Stream body;
    private readonly byte[] bytes = new byte[TextEncodings.Sample];
    private readonly char[] decoded = new char[16 * 1024];
    private readonly char[] replaced = new char[32 * 1024];
    private Memory<char> ready;
    private int start;
    private int end;
    private bool ended;
    private bool finished;
    private Encoding? encoding;
    private Decoder? decoder;

    private CsvText(Stream body) => this.body = body;

    /// <summary>Name of what it is read in. Before a byte beyond ASCII came it is UTF-8, as ASCII is.</summary>
    public string Name => (encoding ?? Encoding.UTF8).WebName.ToUpperInvariant();

    /// <summary>The beginning of the text.</summary>
    public string Sample { get; private set; } = "";

    /// <param name="stated">The encoding that the sender states; a byte order mark overrules it.</param>
    /// <exception cref="UnreadableBodyException">It is no text.</exception>
    public static async Task<CsvText> OpenAsync(Stream body, Encoding? stated, CancellationToken ct)
    {
        var text = new CsvText(body);
        await text.FillAsync(ct);
        var sample = text.bytes.AsMemory(0, text.end);
        if (TextEncodings.ByMark(sample.Span) is var (marked, mark))
            (text.encoding, text.start) = (marked, mark);
        else
            text.encoding = stated;
        if (NotText.Fault(sample.Span, text.encoding) is { } fault)
            throw fault;
        text.Sample = (text.encoding ?? TextEncodings.Detect(sample.Span, text.ended)).GetString(sample.Span[text.start..]);
        return text;
    }

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (ready.IsEmpty && !finished)
        {
            if (start == end && !ended)
                await FillAsync(cancellationToken);
            if (encoding is null && start < end && bytes[start] > 0x7F)
            {
                await FillAsync(cancellationToken);
                encoding = TextEncodings.Detect(bytes.AsSpan(start, end - start), ended);
            }
            ready = encoding is null ? Ascii() : Decode(encoding);
        }
        var taken = Math.Min(buffer.Length, ready.Length);
        ready[..taken].CopyTo(buffer);
        ready = ready[taken..];
        return taken;
    }

    /// <summary>Moves what is left to the front and fills up behind it.</summary>
    private async Task FillAsync(CancellationToken ct)
    {
        bytes.AsSpan(start, end - start).CopyTo(bytes);
        (start, end) = (0, end - start);
        var read = await body.ReadAtLeastAsync(bytes.AsMemory(end), bytes.Length - end, throwOnEndOfStream: false, ct);
        ended = end + read < bytes.Length;
        end += read;
    }

    private Memory<char> Ascii()
    {
        var rest = bytes.AsSpan(start, Math.Min(end - start, decoded.Length));
        var ascii = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var length ? length : rest.Length;
        Encoding.ASCII.GetChars(rest[..ascii], decoded);
        start += ascii;
        finished = ended && start == end;
        return decoded.AsMemory(0, ascii);
    }

    private Memory<char> Decode(Encoding known)
    {
        decoder ??= known.GetDecoder();
        decoder.Convert(bytes.AsSpan(start, end - start), decoded, flush: ended, out var used, out var made, out var completed);
        start += used;
        finished = ended && completed && start == end;
        return ReferenceEquals(known, TextEncodings.Gb18030) ? replaced.AsMemory(0, PrivateUse.Replace(decoded.AsSpan(0, made), replaced)) : decoded.AsMemory(0, made);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override async ValueTask<int> ReadBlockAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        var total = 0;
        while (total < buffer.Length && await ReadAsync(buffer[total..], cancellationToken) is > 0 and var read)
            total += read;
        return total;
    }

    public override Task<int> ReadBlockAsync(char[] buffer, int index, int count) => ReadBlockAsync(buffer.AsMemory(index, count)).AsTask();

    public override int Read() => throw new NotSupportedException("Read asynchronously.");

    public override int Peek() => throw new NotSupportedException("Read asynchronously.");

    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("Read asynchronously.");
}
