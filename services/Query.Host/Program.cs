using CreditShare.Hosting;
using CreditShare.Pages;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Settings;
using CreditShare.Hosting.Telemetry;
using CreditShare.Query;
using CreditShare.Storage.MongoDb;

// The query service: agencies look subjects up.
if (HealthVerb.IsAsked(args))
    return await HealthVerb.AskAsync(args);
var builder = WebApplication.CreateBuilder(args);
builder.AddPages();
builder.AddServiceDefaults("CreditShare Query");
builder.Logging.AddJsonLogLines();
builder.Services.AddSettings<MongoDbOptions>(builder.Configuration.GetSection(MongoDbOptions.Section), options => options.Faults());
builder.Services.AddMongoDbStore();
builder.Services.AddQuery(builder.Configuration);

var app = builder.Build();
if (await app.HasBadSettingsAsync())
    return ServiceRun.ConfigurationFault;
app.UseServiceDefaults();
app.UsePages();
app.MapPages(typeof(QueryExtensions).Assembly);
app.MapQuery();
return await app.RunServiceAsync();
