using System.Collections.Concurrent;
using System.Text;
using CreditShare.Engines.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>Takes what services export over OTLP (HTTP, protobuf) and keeps it as it came.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> bodies = [];

    private OtlpCollector()
    {
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(Address.ToString());
        app.MapPost("/v1/{what}", async (string what, Microsoft.AspNetCore.Http.HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            bodies.Enqueue((what, body.ToArray()));
            return Microsoft.AspNetCore.Http.Results.Ok();
        });
    }

    public Uri Address { get; }

    /// <summary>What makes a service export to here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<OtlpCollector> StartAsync(CancellationToken ct)
    {
        var collector = new OtlpCollector();
        await collector.app.StartAsync(ct);
        return collector;
    }

    /// <summary>Spans of one trace, each as service and name.</summary>
    public IReadOnlyList<(string Service, string Span)> Spans(string traceId)
    {
        var wanted = Convert.FromHexString(traceId);
        return
        [
            .. bodies.Where(body => body.Path == "traces").SelectMany(body => Fields(body.Body, 1)).SelectMany(resource =>
            {
                var service = ServiceName(resource);
                return Fields(resource, 2).SelectMany(scope => Fields(scope, 2))
                    .Where(span => Fields(span, 1).Single().AsSpan().SequenceEqual(wanted))
                    .Select(span => (service, Encoding.UTF8.GetString(Fields(span, 5).Single())));
            }),
        ];
    }

    /// <summary>All that came, as it came.</summary>
    public IEnumerable<byte[]> Bodies => bodies.Select(body => body.Body);

    public bool Holds(string what, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bodies.Any(body => (what.Length == 0 || body.Path == what) && body.Body.AsSpan().IndexOf(bytes) >= 0);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The attribute service.name of a resource: key 1, value 2 with text 1.</summary>
    private static string ServiceName(byte[] resource) =>
        Fields(resource, 1).SelectMany(member => Fields(member, 1))
            .Where(attribute => Encoding.UTF8.GetString(Fields(attribute, 1).Single()) == "service.name")
            .Select(attribute => Encoding.UTF8.GetString(Fields(Fields(attribute, 2).Single(), 1).Single())).Single();

    /// <summary>The length-delimited fields of one number in a protobuf message; others are passed over.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
        return found;
    }

    private static long Varint(byte[] message, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (long)(part & 127) << shift;
            if (part < 128)
                return value;
        }
    }
}
