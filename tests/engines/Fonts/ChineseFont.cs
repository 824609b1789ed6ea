using CreditShare.Engines.Processes;

namespace CreditShare.Engines.Fonts;

/// <summary>A Chinese font with TrueType outlines and rare characters, as PDF reports need it. Installed first if need be and may be; a missing one is an error, not a skip.</summary>
public static class ChineseFont
{
    /// <summary>The font's file.</summary>
    public const string Path = "/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf";

    private const string Package = "fonts-babelstone-han";

    /// <returns>Its file.</returns>
    /// <exception cref="InvalidOperationException">There is none, and none can be installed.</exception>
    public static async Task<string> EnsureAsync(CancellationToken ct = default)
    {
        if (!File.Exists(Path) && DebianPackage.CanInstall)
            await DebianPackage.InstallAsync(Package, () => File.Exists(Path), ct);
        return File.Exists(Path) ? Path : throw new InvalidOperationException($"No Chinese font here: sudo apt-get install {Package}");
    }
}
