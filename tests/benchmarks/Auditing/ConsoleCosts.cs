using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Benchmarks.Auditing;

/// <summary>
/// What pages of the console take over a log of many entries, beside an empty page of the same application (the operator's, which reads nothing where there is no broker): Standalone as a process on SQLite, one
/// visitor, page after page in turn. Timed from the request to the last byte on the loopback, so HTTP is in it; no script or picture is fetched.
/// </summary>
internal static partial class ConsoleCosts
{
    private const int InCommit = 1000;
    private const int Warm = 10;
    private const int Cities = 6;
    private const int Days = 365;
    private const string Empty = "/operator";

    private static readonly string[] CityCodes = ["330100", "330400", "330500", "330600", "330800", "341000"];

    public static async Task<int> RunAsync(int entries, int rounds, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {entries} entries, {rounds} rounds");
        await using var system = await StandaloneSystem.StartAsync(ct);
        await using var store = new SqliteStore(system.StoreFile);
        var log = new SqliteLogStore(store);
        await FillAsync(log, new SqlitePlaceStore(store), entries, TimeProvider.System.GetUtcNow(), ct);
        using var committee = await SignInAsync(system.Process.Address, "auditor-1", ct);
        using var @operator = await SignInAsync(system.Process.Address, "operator-1", ct);
        var day = TimeProvider.System.GetUtcNow().AddDays(-Days / 2);
        var pages = new (string What, HttpClient Visitor, string Path)[]
        {
            ("an empty page", @operator, Empty),
            ("log, newest", committee, "/committee/log"),
            ("log, by kind, city and account", committee, "/committee/log?kind=record.decided&city=330400&account=bureau-330400"),
            ("log, a kind and an account, frequent, never together", committee, "/committee/log?kind=record.decided&account=officer-1"),
            ("log, by subject", committee, $"/committee/log?subject={Some.Subject(4321).Code}"),
            ("log, by case", committee, "/committee/log?case=CASE-1234"),
            ("log, by agency and purpose, a week half a year ago", committee, string.Create(CultureInfo.InvariantCulture, $"/committee/log?agency=330100-licensing&purpose=licensing&fromDay={day:yyyy-MM-dd}&untilDay={day.AddDays(7):yyyy-MM-dd}")),
            ("log, a kind that is rare, in a day", committee, string.Create(CultureInfo.InvariantCulture, $"/committee/log?kind=batch.refused&fromDay={day:yyyy-MM-dd}&untilDay={day:yyyy-MM-dd}")),
            ("log, from the middle on, by cursor", committee, string.Create(CultureInfo.InvariantCulture, $"/committee/log?after={entries / 2}")),
            ("entry, with proof", committee, $"/committee/log/entry?id={Id(entries / 3)}"),
            ("health", committee, "/committee/health"),
            ("overview", committee, "/committee"),
            ("city", committee, "/committee/cities/330100"),
            ("agency", committee, "/committee/agencies/330100-licensing"),
            ("monthly notice", committee, string.Create(CultureInfo.InvariantCulture, $"/committee/notice?month={day:yyyy-MM}")),
            ("objections of a city", committee, "/committee/cities/330100/objections"),
            ("spot check", committee, string.Create(CultureInfo.InvariantCulture, $"/committee/spot-checks?city=330100&month={day:yyyy-MM}")),
        };
        var samples = pages.ToDictionary(page => page.What, _ => new Samples());
        for (var round = -Warm; round < rounds; round++)
        {
            foreach (var (what, visitor, path) in pages)
            {
                var began = Stopwatch.GetTimestamp();
                await visitor.GetByteArrayAsync(new Uri(path, UriKind.Relative), ct);
                if (round >= 0)
                    samples[what].Add(Stopwatch.GetElapsedTime(began));
            }
        }
        foreach (var (what, _, _) in pages)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-55} p50 {samples[what].At(0.5).TotalMilliseconds,7:0.0} ms  p99 {samples[what].At(0.99).TotalMilliseconds,7:0.0} ms  empty / this {samples["an empty page"].Median / samples[what].Median:0.00}"));
        return 0;
    }

    /// <summary>A year of a registry: decisions, answers, refusals. The services' own followers pass over it, for it has no content.</summary>
    private static async Task FillAsync(SqliteLogStore log, SqlitePlaceStore places, int entries, DateTimeOffset now, CancellationToken ct)
    {
        var before = await log.SizeAsync(ct);
        foreach (var follower in (string[])["cases", INoticeStore.Follower, IStatisticsStore.Follower])
            await places.MovePlaceAsync(follower, before + entries, ct);
        for (var first = 0; first < entries; first += InCommit)
            await log.StageAsync([.. Enumerable.Range(first, Math.Min(InCommit, entries - first)).Select(n => Entry(n, now.AddDays(-Days * (1 - ((double)n / entries)))))], ct);
        // Sequenced by the registry in the process.
        while (await log.SizeAsync(ct) < before + entries)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
    }

    private static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"made-{n:x8}");

    private static StagedEntry Entry(int n, DateTimeOffset at) => StagedEntries.Open((n % 100) switch
    {
        < 60 => Made(EntryKind.RecordDecided, n, at, new EntryActor(CityCodes[n % Cities], null, $"bureau-{CityCodes[n % Cities]}")) with { Outcome = "accepted", Record = new EntryRecord($"{CityCodes[n % Cities]}/R-{n}", 1) },
        < 90 => Made(EntryKind.LookupAnswered, n, at, new EntryActor("330100", $"{CityCodes[n % 3]}-licensing", "officer-1")) with { Outcome = "found", Purpose = "licensing", Case = $"CASE-{n % 50_000}" },
        < 98 => Made(EntryKind.CasesAnswered, n, at, new EntryActor("330100", "330100-procurement", "officer-2")) with { Subject = null },
        98 => Made(EntryKind.AccessRefused, n, at, new EntryActor(null, null, "anonymous")) with { Subject = null, Status = 403, Reasons = ["scope-missing"] },
        _ => Made(EntryKind.BatchRefused, n, at, new EntryActor(CityCodes[n % Cities], null, "registry")) with { Subject = null },
    });

    private static LogEntry Made(string kind, int n, DateTimeOffset at, EntryActor actor) => new()
    {
        Kind = kind, Id = Id(n), At = at, Actor = actor, Subject = Some.Subject(n % 100_000).Code,
        Detail = ImmutableDictionary<string, string>.Empty.Add("asked", "punishments").Add("revision", "1").Add("day", "2026-11-23"), Blind = StagedEntries.NewBlind(),
    };

    /// <summary>By the button that there is in Development, as a browser does it.</summary>
    private static async Task<HttpClient> SignInAsync(Uri address, string account, CancellationToken ct)
    {
        var visitor = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var form = await visitor.GetStringAsync(new Uri("/signin", UriKind.Relative), ct);
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value, ["account"] = account, ["back"] = Empty });
        using var answer = await visitor.PostAsync(new Uri("/signin/development", UriKind.Relative), fields, ct);
        return visitor;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
