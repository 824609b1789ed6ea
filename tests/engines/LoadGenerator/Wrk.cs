using System.Globalization;
using CreditShare.Engines.Processes;

namespace CreditShare.Engines.LoadGenerator;

/// <summary>Debian's wrk: as many requests as a server answers, from one thread over connections that stay open. Installed first if need be and may be; a missing one is an error.</summary>
public static class Wrk
{
    private const string Program = "/usr/bin/wrk";
    private const string Mark = "measured";

    /// <summary>Takes the paths in turn; requests are made before the clock runs. Says at the end in one line what is read of it.</summary>
    private const string Script =
        $$"""
        local requests, at = {}, 0
        function init(args)
          for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", path) end
        end
        function request()
          at = at % #requests + 1
          return requests[at]
        end
        function done(summary, latency)
          local errors = summary.errors
          io.write(string.format("{{Mark}} %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
            errors.connect + errors.read + errors.write + errors.timeout + errors.status))
        end
        """;

    /// <exception cref="InvalidOperationException">wrk is missing and cannot be installed, or a request was not answered with 2xx or 3xx.</exception>
    /// <param name="address">Of the server.</param>
    /// <param name="paths">Asked for in turn, from the first on.</param>
    /// <param name="token">Sent as bearer.</param>
    /// <param name="connections">Open at once; each has one request under way.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public static async Task<WrkResult> RunAsync(Uri address, IEnumerable<string> paths, string token, int connections, int seconds, CancellationToken ct)
    {
        await EnsureAsync(ct);
        var folder = Directory.CreateTempSubdirectory("creditshare-wrk-");
        try
        {
            var (script, list) = (Path.Combine(folder.FullName, "requests.lua"), Path.Combine(folder.FullName, "paths.txt"));
            await File.WriteAllTextAsync(script, Script, ct);
            await File.WriteAllLinesAsync(list, paths, ct);
            var said = await Command.RunAsync(
                Program,
                ["-t", "1", "--timeout", "30s", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"), "-s", script, "-H", $"Authorization: Bearer {token}", address.ToString(), "--", list],
                new Dictionary<string, string>(), ct);
            return Read(said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WrkResult Read(string said)
    {
        var line = said.Split('\n').SingleOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"wrk did not measure:\n{said}");
        var numbers = line.Split(' ').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return numbers[4] == 0
            ? new(numbers[0], TimeSpan.FromMicroseconds(numbers[1]), TimeSpan.FromMicroseconds(numbers[2]), TimeSpan.FromMicroseconds(numbers[3]))
            : throw new InvalidOperationException($"{numbers[4]} of {numbers[0]} requests were not answered as they should be:\n{said}");
    }

    private static async Task EnsureAsync(CancellationToken ct)
    {
        if (!File.Exists(Program) && DebianPackage.CanInstall)
            await DebianPackage.InstallAsync("wrk", () => File.Exists(Program), ct);
        if (!File.Exists(Program))
            throw new InvalidOperationException("No wrk here: sudo apt-get install wrk");
    }
}

/// <summary>What a run saw.</summary>
/// <param name="Requests">All of them, each answered.</param>
/// <param name="Took">The run.</param>
/// <param name="Median">Half of the requests were answered within this.</param>
/// <param name="P99">99 of a hundred were.</param>
public sealed record WrkResult(long Requests, TimeSpan Took, TimeSpan Median, TimeSpan P99)
{
    public double PerSecond => Requests / Took.TotalSeconds;
}
