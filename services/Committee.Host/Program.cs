using CreditShare.Committee;
using CreditShare.Hosting;
using CreditShare.Pages;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Settings;
using CreditShare.Hosting.Telemetry;
using CreditShare.Storage.MongoDb;

// The committee's service: auditors read the exchange log.
if (HealthVerb.IsAsked(args))
    return await HealthVerb.AskAsync(args);
var builder = WebApplication.CreateBuilder(args);
builder.AddPages();
builder.AddServiceDefaults("CreditShare Committee");
builder.Logging.AddJsonLogLines();
builder.Services.AddSettings<MongoDbOptions>(builder.Configuration.GetSection(MongoDbOptions.Section), options => options.Faults());
builder.Services.AddMongoDbStore();
builder.Services.AddCommittee(builder.Configuration);

var app = builder.Build();
if (await app.HasBadSettingsAsync())
    return ServiceRun.ConfigurationFault;
app.UseServiceDefaults();
app.UsePages();
app.MapPages(typeof(CommitteeExtensions).Assembly);
app.MapCommittee();
return await app.RunServiceAsync();
