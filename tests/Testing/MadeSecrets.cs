using System.Diagnostics;

namespace CreditShare.Testing;

/// <summary>What the scripts of deploy/ make, in a folder of its own that is gone with it.</summary>
public sealed class MadeSecrets : IDisposable
{
    public const string Origin = "log.example.org/exchange";
    public const string Issuer = "https://trial.creditshare.example";

    private readonly TemporaryFolder parent = new();

    public MadeSecrets()
    {
        RunToSuccess("make-secrets.sh", Origin);
        RunToSuccess("trial-issuer.sh", "make");
    }

    public string Folder => parent.File("secrets");

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Text(string name) => File.ReadAllText(Path(name)).Trim();

    /// <summary>A token of the trial issuer: <c>bureau 330100</c>, <c>agency 330100-licensing</c>, <c>auditor</c>.</summary>
    public string Token(params string[] role) => RunToSuccess("trial-issuer.sh", role).Trim();

    /// <summary>Runs a script of deploy/ on this folder.</summary>
    public (int Code, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [System.IO.Path.Combine(Repository.Root, "deploy", script), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["CREDITSHARE_SECRETS"] = Folder;
        start.Environment.Remove("AUTH_ISSUER");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public void Dispose() => parent.Dispose();

    private string RunToSuccess(string script, params string[] arguments) =>
        Run(script, arguments) is (0, var output) ? output : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)} failed.");
}
