using System.Text.RegularExpressions;

namespace CreditShare.Deployment.Tests;

/// <summary>docker-compose.yml as the tests ask it.</summary>
internal static partial class Compose
{
    public static Yaml File { get; } = Yaml.Read("docker-compose.yml");

    public static IReadOnlyList<string> Services => [.. File["services"].Names];

    /// <summary>Those whose image is built from one of our programs.</summary>
    public static IReadOnlyList<string> OurServices => [.. Services.Where(name => Program(name) is not null)];

    public static Yaml Service(string name) => File["services"][name];

    /// <summary><c>Registry.Host</c> for a registry; null for an image that is not built here.</summary>
    public static string? Program(string service) => Service(service)["build"]["dockerfile"].Text is { Length: > 0 } path ? path.Split('/')[1] : null;

    /// <summary>The service's variables, with what <c>${NAME:-default}</c> gives where nothing is set.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string service) =>
        Service(service)["environment"].Members.ToDictionary(member => member.Name, member => WithDefaults(member.Value.Text));

    public static string WithDefaults(string text) => Variable().Replace(text, match => match.Groups["default"].Value);

    /// <summary>What a volume of the short or the long form mounts from this folder; null for a named volume.</summary>
    public static IEnumerable<string> MountedFiles(string service) =>
        Service(service)["volumes"].Items.Select(volume => volume.Text.Length > 0 ? volume.Text.Split(':')[0] : volume["source"].Text)
            .Where(source => source.StartsWith("./", StringComparison.Ordinal));

    [GeneratedRegex(@"\$\{(?<name>\w+):-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
