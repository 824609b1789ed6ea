using System.Net;
using System.Net.Http.Headers;

namespace CreditShare.CommandLine.Files;

/// <summary>A file as the body of a request, straight from the disk; exactly as many bytes as its digest was taken of.</summary>
internal sealed class FileContent : HttpContent
{
    private readonly PushedFile file;
    private readonly IProgress<long>? sent;
    private readonly Action moved;

    /// <param name="file">What to send.</param>
    /// <param name="sent">Told how many bytes have gone.</param>
    /// <param name="moved">Called as often as some have.</param>
    public FileContent(PushedFile file, IProgress<long>? sent, Action moved)
    {
        (this.file, this.sent, this.moved) = (file, sent, moved);
        Headers.ContentType = MediaTypeHeaderValue.Parse(file.ContentType);
        // By its name a clerk knows the batch again.
        Headers.ContentDisposition = new("attachment") { FileNameStar = ShownName.Of(file.Name) };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!file.IsUnchanged())
            throw file.Changed();
        await using var content = PushedFile.Open(file.Path);
        var buffer = new byte[1 << 16];
        for (var left = file.Stamp.Length; left > 0;)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
                throw file.Changed();
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            left -= read;
            sent?.Report(file.Stamp.Length - left);
            moved();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.Stamp.Length;
        return true;
    }
}
