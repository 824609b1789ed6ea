using CreditShare.Engines.Processes;

namespace CreditShare.Engines.Go;

/// <summary>
/// A Go program of this repository, compiled with Debian's Go and Debian's golang.org/x/mod: an implementation of the log's standards that is not ours. Installed
/// first if need be and may be; a missing compiler is an error, not a skip.
/// </summary>
public static class GoProgram
{
    private const string Compiler = "/usr/bin/go";
    private const string Library = "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog";

    private static readonly Dictionary<string, string> Environment = new()
    {
        // Debian's libraries lie in a tree of sources; nothing is fetched.
        ["GO111MODULE"] = "off", ["GOPATH"] = "/usr/share/gocode", ["GOFLAGS"] = "", ["GOCACHE"] = Path.Combine(Path.GetTempPath(), "creditshare-go-cache"),
    };

    /// <returns>What it wrote on standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0, or there is no compiler; says which.</exception>
    public static async Task<string> RunAsync(string source, IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        if (!IsThere() && DebianPackage.CanInstall)
        {
            await DebianPackage.InstallAsync("golang-go", () => File.Exists(Compiler), ct);
            await DebianPackage.InstallAsync("golang-golang-x-mod-dev", () => Directory.Exists(Library), ct);
        }
        if (!IsThere())
            throw new InvalidOperationException("No Go here: sudo apt-get install golang-go golang-golang-x-mod-dev");
        return await Command.RunAsync(Compiler, ["run", source, .. arguments], Environment, ct);
    }

    private static bool IsThere() => File.Exists(Compiler) && Directory.Exists(Library);
}
