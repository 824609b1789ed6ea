using System.Globalization;
using System.Text;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Pages.Tests;

/// <summary>
/// What a house that is pictured has behind it, for the samples are all of one day: on each weekday of five months and of the one that runs each city pushed licences, some of them late and some wrong, and in the last weeks agencies asked. It is
/// lived through by the whole house in this process, with a clock that is set back, and put forward from hour to hour; the house that is visited finds it in its folder. All of it is made up.
/// </summary>
internal static class HalfAYear
{
    private const int MonthsBefore = 5;
    private const int DaysOfAsking = 75;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly IReadOnlyList<PastCity> Cities =
    [
        new("330100", "杭州", 40, 0.68, 0.80, 0.05), new("330400", "嘉兴", 30, 0.74, 0.76, 0.03), new("330500", "湖州", 20, 0.70, 0.64, 0.07),
        new("330600", "绍兴", 26, 0.60, 0.72, 0.04), new("330800", "衢州", 14, 0.50, 0.58, 0.10), new("341000", "黄山", 10, 0.38, 0.52, 0.12),
    ];

    private static readonly IReadOnlyList<(string Agency, string Purpose, int Daily)> Agencies =
    [
        ("330100-licensing", "licensing", 9), ("330100-licensing", "qualification", 3), ("330100-tendering", "tendering", 5), ("330100-market", "inspection", 4),
        ("330400-licensing", "licensing", 6), ("330500-tendering", "procurement", 3), ("330600-licensing", "licensing", 5), ("330800-market", "supervision", 2), ("341000-tourism", "inspection", 2),
    ];

    private static readonly IReadOnlyList<int> HoursOfAsking = [9, 10, 11, 14, 15, 16];

    // None of the samples' names: who looks for one of those finds it alone.
    private static readonly string[] First = ["清源", "长河", "望岳", "锦程", "瑞禾", "新岚", "向川", "同舟", "嘉木", "平野", "晨曦", "博远", "安澜"];
    private static readonly string[] Second = ["餐饮管理", "食品", "物流", "建筑工程", "旅游开发", "医疗器械", "精密机械", "环境工程", "印务", "农产品", "酒店管理"];

    /// <param name="folder">Of the house; empty.</param>
    public static async Task LiveAsync(string folder)
    {
        var clock = new MovedClock();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseEnvironment("Development")
            .UseSetting("Standalone:DataFolder", folder)
            .UseSetting("Standalone:Samples", "false")
            .UseSetting("Seeds:Folder", Path.Combine(Repository.Root, "seeds"))
            .UseSetting("Limits:PerMinute", "1000000")
            .UseSetting("Ingestion:ResendAfter", "1.00:00:00")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        var today = ChinaCalendar.Today(TimeProvider.System.GetUtcNow());
        var (first, numbers) = (new DateOnly(today.Year, today.Month, 1).AddMonths(-MonthsBefore), Cities.ToDictionary(city => city, _ => 0));
        // Before anything is made: entries of the first moment are of that time too.
        clock.Set(At(first, 8));
        factory.UseKestrel(0);
        factory.StartServer();
        var address = factory.ClientOptions.BaseAddress;
        using var open = new HttpClient { BaseAddress = address };
        var bureaus = new Dictionary<PastCity, Client>();
        foreach (var city in Cities)
            bureaus[city] = new(address, await open.GetStringAsync(new Uri($"/dev/tokens/bureaus/{city.Code}", UriKind.Relative)));
        var officers = new Dictionary<string, Client>();
        foreach (var agency in Agencies.Select(asking => asking.Agency).Distinct())
            officers[agency] = new(address, await open.GetStringAsync(new Uri($"/dev/tokens/agencies/{agency}", UriKind.Relative)));
        for (var day = first; day < today; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            clock.Set(At(day, 8));
            await Task.WhenAll(Cities.Select(async city =>
            {
                var records = city.Records(numbers[city], day, (double)(day.DayNumber - first.DayNumber) / (today.DayNumber - first.DayNumber), today).ToList();
                numbers[city] += records.Count;
                // A licence's status is stated as the table has it.
                var lines = Encoding.UTF8.GetString(Client.Ndjson(records)).Replace("\"inForce\":true", "\"status\":\"1\"", StringComparison.Ordinal);
                var batch = await bureaus[city].PushUntilReceiptAsync(Encoding.UTF8.GetBytes(lines), $"past-{day:yyyyMMdd}", CancellationToken.None);
                await bureaus[city].AwaitDecidedAsync(batch, CancellationToken.None);
            }));
            if (day < today.AddDays(-DaysOfAsking))
                continue;
            foreach (var hour in HoursOfAsking)
            {
                clock.Set(At(day, hour));
                foreach (var (agency, purpose, daily) in Agencies)
                {
                    foreach (var n in Enumerable.Range(0, Share(daily, hour, day)))
                    {
                        var subject = Subject(Cities[n % Cities.Count], (day.DayNumber * 7 + hour + n) % 200);
                        await officers[agency].GetAsync(
                            $"/v1/subjects/{subject.Code}/punishments?purpose={purpose}&caseNumber={Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"样例〔{day:yyyyMMdd}〕{hour}{n}号"))}", CancellationToken.None);
                    }
                }
            }
        }
        foreach (var client in bureaus.Values.Concat(officers.Values))
            client.Dispose();
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 30)), China);

    /// <summary>Of a day's lookups those of an hour: more in the middle of the morning and of the afternoon.</summary>
    private static int Share(int daily, int hour, DateOnly day) => Math.Max(0, (hour is 10 or 15 ? (daily + 2) / 3 : daily / 6) + (((day.DayNumber * 5) + hour) % 7 % 3) - 1);

    private static Organisation Subject(PastCity city, int n) => new(
        $"{city.Name}样例{First[n % First.Length]}{Second[n / First.Length % Second.Length]}有限公司",
        UnifiedSocialCreditCode.Compose("91", $"{city.Code[..4]}02", n.ToString("00000000", CultureInfo.InvariantCulture)).Value);

    /// <param name="Code">The city's.</param>
    /// <param name="Name">Short.</param>
    /// <param name="Daily">Records that it pushes on a weekday, more or less.</param>
    /// <param name="InTimeAtFirst">Share of its records that come in time when the half year begins.</param>
    /// <param name="InTimeAtLast">The same when it ends.</param>
    /// <param name="Wrong">Share that is refused.</param>
    private sealed record PastCity(string Code, string Name, int Daily, double InTimeAtFirst, double InTimeAtLast, double Wrong)
    {
        private Organisation Authority => new($"{Name}市政务服务管理局（样例）", UnifiedSocialCreditCode.Compose("11", Code, "B2C3D4E5").Value);

        /// <param name="from">Number of the first.</param>
        /// <param name="day">On which they are pushed.</param>
        /// <param name="gone">Share of the half year that has gone by.</param>
        /// <param name="today">On which the samples will be pushed.</param>
        public IEnumerable<CreditRecord> Records(int from, DateOnly day, double gone, DateOnly today)
        {
            // Always the same, of one day as of another.
            var random = new Random(Seed(day));
            // More and less by month, as it is with people.
            var inTime = InTimeAtFirst + ((InTimeAtLast - InTimeAtFirst) * gone) + ((((day.Month * 7) + Daily) % 5 - 2) * 0.02);
            // In the running month all samples are late: with them the month is no other than those before.
            if ((day.Year, day.Month) == (today.Year, today.Month))
                inTime = 0.97;
            foreach (var n in Enumerable.Range(from, random.Next(Daily * 7 / 10, Daily * 13 / 10)))
            {
                var (isInTime, isWrong) = (random.NextDouble() < inTime, random.NextDouble() < Wrong);
                var subject = Subject(this, n);
                yield return Some.Licence(n) with
                {
                    SourceId = string.Create(CultureInfo.InvariantCulture, $"XK-{n:000000}"),
                    Subject = isWrong ? subject with { Code = Mistyped(subject.Code!) } : subject,
                    Authority = Authority,
                    DocumentNumber = string.Create(CultureInfo.InvariantCulture, $"{Name}审许〔{day.Year}〕{n + 1}号"),
                    DecidedOn = day.AddDays(isInTime ? -random.Next(1, 6) : -random.Next(16, 60)),
                };
            }
        }

        private int Seed(DateOnly day) => (int.Parse(Code, CultureInfo.InvariantCulture) * 400) + day.DayOfYear;

        private static string Mistyped(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');
    }

    /// <summary>The system's, so much behind as it was set.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private long behind;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(-Interlocked.Read(ref behind));

        public void Set(DateTimeOffset now) => Interlocked.Exchange(ref behind, (System.GetUtcNow() - now).Ticks);
    }
}
