using CreditShare.Engines.Processes;

namespace CreditShare.Engines.Browser;

/// <summary>
/// Debian's Chromium, whole and without a window, with Chinese fonts. Installed first if need be and may be; a missing one is an error, not a skip.
/// </summary>
public static class Chromium
{
    /// <summary>With its own texts, such as those of a date field, in other languages than English.</summary>
    public const string Whole = "/usr/bin/chromium";

    /// <summary>The same engine without a window, and without the pages that a window is made of: a quarter of the processor time. Its own texts are English.</summary>
    public const string Shell = "/usr/bin/chromium-headless-shell";

    private static readonly (string Package, string File)[] Needed =
    [
        ("chromium", Whole),
        ("chromium-headless-shell", Shell),
        ("chromium-l10n", "/usr/lib/chromium/locales/zh-CN.pak"),
        ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    ];

    /// <summary>What a test's browser is started with. It reaches this machine and nothing else: a page that asks elsewhere gets no answer.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        // Root cannot have the sandbox; the pages are ours.
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ];

    /// <exception cref="InvalidOperationException">Something is missing, and cannot be installed; says what.</exception>
    public static async Task EnsureAsync(CancellationToken ct = default)
    {
        foreach (var (package, file) in Needed.Where(needed => !File.Exists(needed.File) && DebianPackage.CanInstall))
            await DebianPackage.InstallAsync(package, () => File.Exists(file), ct);
        if (!Needed.All(needed => File.Exists(needed.File)))
            throw new InvalidOperationException($"No Chromium for Chinese pages here: sudo apt-get install {string.Join(' ', Needed.Select(needed => needed.Package))}");
    }
}
