using System.Text;
using CreditShare.Hosting.Settings;

namespace CreditShare.Pages.SigningIn;

/// <summary>Section <c>SignIn</c>: by whom people are signed in to the pages, and for how long.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Address of the OpenID Connect provider, whose discovery document is below it. Without one there is no sign-in, and so no page but this service's first.</summary>
    public string? Authority { get; init; }

    /// <summary>This service at the provider.</summary>
    public string ClientId { get; init; } = "creditshare-pages";

    /// <summary>File with the client's secret, read at start; none for a public client, which PKCE alone protects.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>The claim with the person's role: bureau-clerk, agency-officer, committee-member or operator. Default <c>role</c>.</summary>
    public string RoleClaim { get; init; } = "role";

    /// <summary>The claim with a clerk's city, six digits. Default <c>city</c>.</summary>
    public string CityClaim { get; init; } = "city";

    /// <summary>The claim with an officer's agency. Default <c>agency</c>.</summary>
    public string AgencyClaim { get; init; } = "agency";

    /// <summary>Minutes after which a session that nobody uses ends; 5 to 120, default 30.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>Hours after which any session ends; 1 to 24, default 10.</summary>
    public int MostHours { get; init; } = 10;

    /// <summary>Folder of the keys that protect sessions, made if it is not there; several processes behind one address share it. None: a restart ends all sessions.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>Origins beside the <see cref="Authority"/>'s on which the provider's forms of signing in and out stand, such as https://login.example: a browser follows a form of ours nowhere else. Empty ones are none.</summary>
    public string[] FormOrigins { get; init; } = [];

    /// <summary>Whether the provider may be reached without TLS; for trying out only. Default false.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (Authority is { Length: > 0 } && (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !AllowPlainHttp)))
            yield return $"SignIn:Authority is '{Authority}'; it must be the https address of an OpenID Connect provider.";
        foreach (var (n, origin) in FormOrigins.Index().Where(origin => !string.IsNullOrEmpty(origin.Item) && !IsOrigin(origin.Item)))
            yield return $"SignIn:FormOrigins:{n} is '{origin}'; it must be an https origin such as https://login.example, without a path.";
        if (ClientSecretFile is { Length: > 0 } && SettingFile.Fault("SignIn:ClientSecretFile", ClientSecretFile, text => !string.IsNullOrWhiteSpace(text), "secret") is { } fault)
            yield return fault;
        if (KeysFolder is { Length: > 0 } && FolderFault(KeysFolder) is { } unmade)
            yield return unmade;
        if (IdleMinutes is < 5 or > 120)
            yield return $"SignIn:IdleMinutes is {IdleMinutes}; it must lie between 5 and 120.";
        if (MostHours is < 1 or > 24)
            yield return $"SignIn:MostHours is {MostHours}; it must lie between 1 and 24.";
    }

    /// <summary>No more than scheme, host and port; they stand in a header, so the host must be a plain one.</summary>
    private bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && AllowPlainHttp))
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" } && Uri.CheckHostName(address.Host) != UriHostNameType.Unknown && Ascii.IsValid(address.Host);

    private static string? FolderFault(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"SignIn:KeysFolder: {folder} cannot be made ({fault.Message}).";
        }
    }
}
