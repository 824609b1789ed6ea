using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Content of an entry for reading: indented, its first part if it is long; as it is where somebody made it no JSON.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Bytes">Of the whole content.</param>
/// <param name="IsCut">Whether more follows.</param>
internal sealed record ShownContent(string Text, int Bytes, bool IsCut)
{
    private const int Longest = 20_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ShownContent Of(byte[] content)
    {
        var text = Read(content);
        // Never between the halves of a rare character.
        var end = text.Length <= Longest ? text.Length : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return new(text[..end], content.Length, end < text.Length);
    }

    private static string Read(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return JsonSerializer.Serialize(json, Indented);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(content);
        }
    }
}
