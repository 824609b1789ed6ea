using CreditShare.Hosting;
using CreditShare.Pages;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Telemetry;
using CreditShare.Ingestion;
using CreditShare.Ingestion.Decisions;
using CreditShare.Ingestion.Publishing;

// Ingestion of one city: its spool on this machine, its bus RabbitMQ.
if (HealthVerb.IsAsked(args))
    return await HealthVerb.AskAsync(args);
if (args is ["new-key", var folder, var city])
{
    // The first step of a rotation; the public half goes to the registry's operator.
    Console.WriteLine(CityKey.MakeNext(folder, city));
    return 0;
}
var builder = WebApplication.CreateBuilder(args);
builder.AddPages();
builder.AddServiceDefaults("CreditShare Ingestion");
builder.Logging.AddJsonLogLines();
builder.Services.AddIngestion(builder.Configuration);
builder.Services.AddRabbitMqBus(
    builder.Configuration,
    DecisionQueues.AddConsumers,
    (context, bus) => DecisionQueues.Configure(context, bus, context.GetRequiredService<CityNodes>().All.Select(node => node.City)));

var app = builder.Build();
if (await app.HasBadSettingsAsync())
    return ServiceRun.ConfigurationFault;
app.UseServiceDefaults();
app.UsePages();
app.MapPages(typeof(IngestionExtensions).Assembly);
app.MapIngestion();
return await app.RunServiceAsync();
