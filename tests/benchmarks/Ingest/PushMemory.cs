using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.Engines;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>What memory a push of many records takes, beside one of few: services of their own for each, the body streamed, until there is a receipt and the first of its records are decided, or all.</summary>
internal static class PushMemory
{
    private const int Few = 10_000;

    public static async Task<int> RunAsync(int records, bool whole, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB");
        await using var broker = await RabbitMqEngine.StartAsync(ct);
        var few = await MeasureAsync(broker, Few, Few, ct);
        var many = await MeasureAsync(broker, records, whole ? records : Few, ct);
        var until = whole ? "all are" : $"{Few} are";
        Ratios.Note($"peak memory of ingestion, a push of {records} / of {Few}, until {until} decided", (double)many.Ingestion / few.Ingestion, "≤ 1.2");
        Ratios.Note($"peak memory of the registry, a push of {records} / of {Few}, until {until} decided", (double)many.Registry / few.Registry, "≤ 1.2");
        Console.WriteLine(FormattableString.Invariant($"peak memory, {records} records / {Few}: ingestion {(double)many.Ingestion / few.Ingestion:0.00}, registry {(double)many.Registry / few.Registry:0.00}"));
        return 0;
    }

    private static async Task<(long Ingestion, long Registry)> MeasureAsync(RabbitMqEngine broker, int records, int decided, CancellationToken ct)
    {
        await using var system = await SeparateServices.StartAsync(broker, null, ct, [Some.City], IngestCosts.Settings);
        var bureau = system.Bureau(Some.City, patience: Timeout.InfiniteTimeSpan);
        var began = Stopwatch.GetTimestamp();
        using var taken = await bureau.SendAsync(HttpMethod.Post, "/v1/batches", new Lines(records), ct);
        if (taken.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"The push was not taken: {taken.StatusCode} {await taken.Content.ReadAsStringAsync(ct)}");
        var receipt = Stopwatch.GetElapsedTime(began);
        var batch = JsonDocument.Parse(await taken.Content.ReadAsStringAsync(ct)).RootElement.GetProperty("id").GetString();
        while ((await bureau.GetAsync($"/v1/batches/{batch}", ct)).Body.GetProperty("counts").GetProperty("accepted").GetInt32() < decided)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
        var memory = (Ingestion: system.Ingestion.PeakMemory(), Registry: system.Registry.PeakMemory());
        Console.WriteLine(FormattableString.Invariant($"{records,9} records, until {decided} are decided: receipt after {receipt.TotalSeconds:0.0} s, peak memory of ingestion {memory.Ingestion >> 20} MiB, of the registry {memory.Registry >> 20} MiB"));
        return memory;
    }

    /// <summary>NDJSON, made while it is sent.</summary>
    private sealed class Lines : HttpContent
    {
        private readonly int records;

        public Lines(int records)
        {
            this.records = records;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var n = 1; n <= records; n++)
            {
                await stream.WriteAsync(RecordJson.Write(IngestCosts.Record(n)));
                await stream.WriteAsync("\n"u8.ToArray());
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
