using System.Net;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Hosting.Telemetry;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What the services tell of their work, as a collector gets it. On MongoDB alone: nothing measured comes from a store.</summary>
public sealed class TelemetryTests(BrokerFixture broker, MongoDbFixture mongo)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task One_trace_leads_from_the_push_to_the_receipt_and_nothing_told_holds_a_subject()
    {
        using var limit = TimeLimit.Start();
        await using var collector = await OtlpCollector.StartAsync(limit.Token);
        await using var system = await SeparateServices.StartAsync(broker.Broker, mongo.Engine, limit.Token, settings: collector.Settings);
        using var bureau = system.Bureau(Some.City, $"00-{Trace}-b7ad6b7169203331-01");

        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty(), Some.Listing()]), "traced", limit.Token);
        await bureau.AwaitDecidedAsync(batch, limit.Token);
        var (status, _) = await system.Agency().GetAsync($"/v1/subjects/{Some.Subject().Code}/punishments?purpose=licensing&caseNumber=CASE-77", limit.Token);
        Assert.Equal(HttpStatusCode.OK, status);

        // Each process' part of the way: the push, the chunk's way to the registry, the decisions' way back.
        await SpanAsync("CreditShare Ingestion", "POST /v1/batches");
        await SpanAsync("CreditShare Ingestion", "send chunk");
        await SpanAsync("CreditShare Registry", "registry.submissions.330100");
        await SpanAsync("CreditShare Ingestion", "ingestion.decisions.330100");
        foreach (var metric in MetricNames.All)
            await UntilAsync(() => collector.Holds("metrics", metric), () => metric, limit.Token);

        var told = string.Join('\n', new[] { system.Ingestion, system.Registry, system.Query, system.Committee }.Select(process => process.Output));
        foreach (var content in new[] { Some.Subject().Code!, Some.Subject().Name!, "CASE-77", Some.Penalty().DocumentNumber! })
        {
            Assert.False(collector.Holds("", content), $"'{content}' was exported.");
            Assert.DoesNotContain(content, told, StringComparison.Ordinal);
        }
        Assert.All(told.Split('\n').Where(line => line.Length > 0), line => JsonDocument.Parse(line).Dispose());
        Assert.Contains($"\"traceId\":\"{Trace}\"", told, StringComparison.Ordinal);

        Task SpanAsync(string service, string name) => UntilAsync(
            () => collector.Spans(Trace).Any(span => span.Service == service && span.Span.StartsWith(name, StringComparison.Ordinal)),
            () => $"{service}: {name}; there were {string.Join(", ", collector.Spans(Trace))}", limit.Token);
    }

    private static async Task UntilAsync(Func<bool> come, Func<string> what, CancellationToken ct)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!come())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, $"This was not told: {what()}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }
}
