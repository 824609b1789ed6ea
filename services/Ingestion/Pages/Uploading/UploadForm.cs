using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CreditShare.Ingestion.Pages.Uploading;

/// <summary>A form with a file on its way in, read part by part, once and forward: the file is never held as a whole. The parts come in the order of the form.</summary>
internal sealed class UploadForm
{
    private const int MostBoundary = 100;
    private const int MostText = 4096;

    private readonly MultipartReader parts;

    private UploadForm(MultipartReader parts) => this.parts = parts;

    /// <summary>Null if the request is no such form.</summary>
    public static UploadForm? Open(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MostBoundary } boundary
            ? new(new MultipartReader(boundary, request.Body)) : null;

    /// <summary>The text of the next part; null if that is another one.</summary>
    /// <exception cref="InvalidDataException">The form is broken, or the text too long.</exception>
    /// <exception cref="IOException">The form ends in the middle.</exception>
    public async Task<string?> TextAsync(string name, CancellationToken ct)
    {
        parts.BodyLengthLimit = MostText;
        var part = (await parts.ReadNextSectionAsync(ct))?.AsFormDataSection();
        return part?.Name == name ? await part.GetValueAsync(ct) : null;
    }

    /// <summary>The file in the next part; null if that is none, or no file was chosen.</summary>
    /// <exception cref="InvalidDataException">The form is broken.</exception>
    /// <exception cref="IOException">The form ends in the middle.</exception>
    public async Task<UploadedFile?> FileAsync(string name, CancellationToken ct)
    {
        parts.BodyLengthLimit = null;
        var part = (await parts.ReadNextSectionAsync(ct))?.AsFileSection();
        return part is { FileName.Length: > 0, FileStream: { } content } && part.Name == name ? new(Path.GetFileName(part.FileName), part.Section.ContentType, content) : null;
    }
}

/// <param name="Name">As the browser says it, without folders.</param>
/// <param name="ContentType">As the browser guesses it.</param>
/// <param name="Content">To be read once.</param>
internal sealed record UploadedFile(string Name, string? ContentType, Stream Content);
