using System.Diagnostics;
using System.Globalization;
using CreditShare.Domain.Records;
using CreditShare.Engines;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>
/// What it takes until a push is decided and the bureau can read that, with all services as processes over RabbitMQ, beside the same records through a bare queue into the same engine
/// (<see cref="RawPipe"/>), and beside the usual template of one message and one insert a record (<see cref="TemplatePipe"/>). In turn: ours, raw, template, ours, …
/// </summary>
internal static class IngestCosts
{
    /// <summary>As in production: the tests' own would send a large push's chunks again while they wait.</summary>
    internal static readonly Dictionary<string, string> Settings = new() { ["Ingestion:ResendAfter"] = "00:03:00", ["Ingestion:MostBytes"] = "2147483648" };

    /// <summary>Pushes before the measured ones: what is compiled while it runs should be done with that.</summary>
    private const int WarmUps = 3;

    private const int TemplateShare = 20;
    private const string Facts = "当事人未在规定期限内公示年度报告，经责令改正后逾期仍未改正，并有现场检查笔录、询问笔录及责令改正通知书等证据为证，违法事实清楚，证据确凿充分。";

    /// <summary>A registry that takes no more of a processor than this in that time has nothing left to do.</summary>
    private const double QuietShare = 0.1;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private const long Subjects = 1_000_003;
    private const long Step = 7_919;

    public static async Task<int> RunAsync(int records, int rounds, bool sqlite, bool mongo, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; {records} records a push, {rounds} pushes of each; of {RecordJson.Write(Record(0)).Length} bytes; records a second: median (10th–90th of a hundred)");
        await using var broker = await RabbitMqEngine.StartAsync(ct);
        if (sqlite)
        {
            await using var store = RawSqlite.Open();
            await MeasureAsync("SQLite", broker, null, store, records, rounds, ct);
        }
        if (mongo)
        {
            await using var engine = await MongoDbEngine.StartAsync(ct);
            await using var store = await RawMongoDb.OpenAsync(engine, ct);
            await MeasureAsync("MongoDB", broker, engine, store, records, rounds, ct);
        }
        return 0;
    }

    private static async Task MeasureAsync(string name, RabbitMqEngine broker, MongoDbEngine? engine, IRawStore store, int records, int rounds, CancellationToken ct)
    {
        await using var system = await SeparateServices.StartAsync(broker, engine, ct, [Some.City], Settings);
        var bureau = system.Bureau(Some.City);
        await using var raw = await RawPipe.StartAsync(broker, store, ct);
        await using var template = await TemplatePipe.StartAsync(broker, store, ct);
        Figures ours = new(), raws = new(), templates = new(), besideRaw = new(), besideTemplate = new();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var from = (round + WarmUps) * records;
            var bodies = Enumerable.Range(from, records).Select(n => RecordJson.Write(Record(n))).ToList();
            var before = (Ingestion: system.Ingestion.ProcessorTime(), Registry: system.Registry.ProcessorTime());
            var our = await RateAsync(records, () => PushAsync(bureau, bodies, ct));
            // What follows from a record is ours to do as well, and must not slow the others.
            await SettleAsync(system, ct);
            var spent = (Ingestion: system.Ingestion.ProcessorTime() - before.Ingestion, Registry: system.Registry.ProcessorTime() - before.Registry);
            var messages = RawPipe.Messages(bodies);
            var itsRaw = await RateAsync(records, () => raw.SendAsync(messages, ct));
            var few = bodies.Take(records / TemplateShare).ToList();
            var itsTemplate = await RateAsync(few.Count, () => template.SendAsync(few, ct));
            if (round < 0)
                continue;
            ours.Add(our);
            raws.Add(itsRaw);
            templates.Add(itsTemplate);
            besideRaw.Add(our / itsRaw);
            besideTemplate.Add(our / itsTemplate);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: ours {our:0}, raw {itsRaw:0}, template {itsTemplate:0}; processor time a record: ingestion {spent.Ingestion.TotalMicroseconds / records:0} µs, registry {spent.Registry.TotalMicroseconds / records:0} µs"));
        }
        Ratios.Note($"ingest on {name}, ours / raw pipe", besideRaw, "≥ 0.75");
        Ratios.Note($"ingest on {name}, ours / usual template", besideTemplate, "≥ 8");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-8} ours {ours.Show("0")}, raw pipe {raws.Show("0")}, template {templates.Show("0")}; ours / raw {besideRaw.Show("0.00")}, ours / template {besideTemplate.Show("0.0")}; "
            + $"peak memory of ingestion {system.Ingestion.PeakMemory() >> 20} MiB, of the registry {system.Registry.PeakMemory() >> 20} MiB"));
    }

    /// <summary>Some 750 bytes: keys in order, as a bureau numbers them; subjects in no order, as they come.</summary>
    internal static CreditRecord Record(int n)
    {
        var penalty = Some.Penalty(n + 1);
        return penalty with { Subject = Some.Subject((int)((n + 1) * Step % Subjects) + 1), Penalty = penalty.Penalty! with { Facts = Facts } };
    }

    /// <summary>Ends when nothing is left to do for the log and its followers.</summary>
    private static async Task SettleAsync(SeparateServices system, CancellationToken ct)
    {
        var before = system.Registry.ProcessorTime();
        while (true)
        {
            await Task.Delay(Quiet, TimeProvider.System, ct);
            var now = system.Registry.ProcessorTime();
            if (now - before < Quiet * QuietShare)
                return;
            before = now;
        }
    }

    private static async Task PushAsync(Client bureau, List<byte[]> bodies, CancellationToken ct)
    {
        byte[] all = [.. bodies.SelectMany(body => body.Append((byte)'\n'))];
        var batch = await bureau.PushUntilReceiptAsync(all, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(), ct);
        var decided = await bureau.AwaitDecidedAsync(batch, ct);
        if (decided.GetProperty("counts").GetProperty("accepted").GetInt32() != bodies.Count)
            throw new InvalidOperationException($"Not every record was accepted, so this would measure something else: {decided}");
    }

    private static async Task<double> RateAsync(int records, Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return records / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
