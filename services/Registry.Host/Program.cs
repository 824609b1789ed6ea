using CreditShare.Hosting;
using CreditShare.Pages;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Settings;
using CreditShare.Hosting.Telemetry;
using CreditShare.Registry;
using CreditShare.Registry.DeadLetters;
using CreditShare.Registry.Retention;
using CreditShare.Registry.StateChecks;
using CreditShare.Registry.Submissions;
using CreditShare.Storage.Seeds;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;

// The registry: takes every member city's submissions from RabbitMQ, decides them, sequences the exchange log.
if (HealthVerb.IsAsked(args))
    return await HealthVerb.AskAsync(args);
var builder = WebApplication.CreateBuilder(DeadLetterCommand.IsAsked(args) || StateCommand.IsAsked(args) || RetentionCommand.IsAsked(args) ? [] : args);
builder.AddPages();
builder.AddServiceDefaults("CreditShare Registry");
builder.Logging.AddJsonLogLines();
builder.Services.AddSettings<MongoDbOptions>(builder.Configuration.GetSection(MongoDbOptions.Section), options => options.Faults());
builder.Services.AddMongoDbStore();
builder.Services.AddRegistry(builder.Configuration);
builder.Services.AddDeadLetters(builder.Configuration);
builder.Services.AddRabbitMqBus(
    builder.Configuration,
    SubmissionQueues.AddConsumers,
    (context, bus) => SubmissionQueues.Configure(context, bus, context.GetRequiredService<SeedFolder>().CityCodes));

var app = builder.Build();
if (await app.HasBadSettingsAsync())
    return ServiceRun.ConfigurationFault;
if (DeadLetterCommand.IsAsked(args))
    return await DeadLetterCommand.RunAsync(args, app.Services);
if (StateCommand.IsAsked(args))
    return await StateCommand.RunAsync(args, app.Services, SqliteScratch.Open);
if (RetentionCommand.IsAsked(args))
    return await RetentionCommand.RunAsync(args, app.Services);
app.UseServiceDefaults();
app.UsePages();
app.MapPages(typeof(RegistryExtensions).Assembly);
app.MapDeadLetters();
return await app.RunServiceAsync();
