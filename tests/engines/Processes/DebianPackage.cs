namespace CreditShare.Engines.Processes;

/// <summary>Installs a Debian package for the tests, without starting the service that it brings.</summary>
internal static class DebianPackage
{
    private const string PolicyFile = "/usr/sbin/policy-rc.d";
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<string, string> Quiet = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    public static bool CanInstall => File.Exists("/etc/debian_version") && Environment.IsPrivilegedProcess;

    /// <summary>Safe to be called by several processes at once: one installs, the others wait for it.</summary>
    /// <param name="name">The package's.</param>
    /// <param name="isInstalled">Asked again once it is this process' turn.</param>
    /// <param name="ct">Cancels the waiting and the installing.</param>
    public static async Task InstallAsync(string name, Func<bool> isInstalled, CancellationToken ct)
    {
        await using var held = await LockAsync(ct);
        if (isInstalled())
            return;
        var policyIsOurs = !File.Exists(PolicyFile);
        if (policyIsOurs)
            await WritePolicyAsync(ct);
        try
        {
            await Command.RunAsync("apt-get", ["-q", "update"], Quiet, ct);
            await Command.RunAsync(
                "apt-get", ["-qy", "-o", "DPkg::Lock::Timeout=300", "install", "--no-install-recommends", name], Quiet, ct);
        }
        finally
        {
            if (policyIsOurs)
                File.Delete(PolicyFile);
        }
    }

    /// <summary>Held by one process of this machine at a time, until it is disposed.</summary>
    public static async Task<FileStream> LockAsync(CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), "creditshare-engines.lock");
        FileStream? held = null;
        var got = await Wait.ForAsync(() => Task.FromResult((held = TryOpen(path)) is not null), LockLimit, ct);
        return got ? held! : throw new TimeoutException($"Another process has held {path} for {LockLimit.TotalMinutes} min.");
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>101 tells the package's scripts that services must not be started (invoke-rc.d(8)).</summary>
    private static async Task WritePolicyAsync(CancellationToken ct)
    {
        await File.WriteAllTextAsync(PolicyFile, "#!/bin/sh\nexit 101\n", ct);
        await Command.RunAsync("chmod", ["755", PolicyFile], Quiet, ct);
    }
}
