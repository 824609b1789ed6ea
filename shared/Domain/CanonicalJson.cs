using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditShare.Domain;

/// <summary>The form of everything that is hashed, signed or committed to: camel case, words in kebab case, nothing absent written, Chinese as it is. Changing it changes the bytes of all of it.</summary>
internal static class CanonicalJson
{
    /// <summary>New each time: a context takes its options for itself.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
