using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CreditShare.Hosting.Telemetry;

public static class TelemetryExtensions
{
    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Traces, metrics and logs over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector. Nothing of them holds a subject's code or a record.
    /// </summary>
    /// <param name="builder">The program's.</param>
    /// <param name="service">The service's name, unless <c>OTEL_SERVICE_NAME</c> says another.</param>
    public static void AddCreditShareTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (builder.Configuration[CollectorSetting] is not { Length: > 0 } collector)
            return;
        if (!(Uri.TryCreate(collector, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)))
        {
            RefuseAtStart(builder.Services, collector);
            return;
        }
        var name = builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } given ? given : service;
        builder.Logging.AddOpenTelemetry(logs => logs.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(http => http.EnrichWithHttpRequest = (span, _) =>
                {
                    // The route stays; path and query name subjects and cases.
                    span.SetTag("url.path", null);
                    span.SetTag("url.query", null);
                })
                .AddSource("MassTransit", "MongoDB.Driver", MetricNames.Source))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("MassTransit", MetricNames.Source))
            .UseOtlpExporter();
    }

    /// <summary>The exporter would end the program itself, and before the other settings are checked.</summary>
    private static void RefuseAtStart(IServiceCollection services, string collector) =>
        services.AddOptions<Collector>()
            .Validate(_ => false, $"{CollectorSetting} is '{collector}'; it must be a whole address, such as http://collector:4317.")
            .ValidateOnStart();

    /// <summary>Log lines as JSON on the console, for what collects them.</summary>
    public static void AddJsonLogLines(this ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatName);
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
    }

    /// <summary>There is nothing to bind: the exporter reads the setting by itself.</summary>
    private sealed class Collector;
}
