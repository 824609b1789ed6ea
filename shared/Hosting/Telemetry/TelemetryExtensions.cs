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
    /// <summary>
    /// Traces, metrics and logs over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector. Nothing of them holds a subject's code or a record.
    /// </summary>
    /// <param name="builder">The program's.</param>
    /// <param name="service">The service's name, unless <c>OTEL_SERVICE_NAME</c> says another.</param>
    public static void AddCreditShareTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
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

    /// <summary>Log lines as JSON on the console, for what collects them.</summary>
    public static void AddJsonLogLines(this ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatName);
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
    }
}
