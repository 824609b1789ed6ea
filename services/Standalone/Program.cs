using CreditShare.Committee;
using CreditShare.Domain;
using CreditShare.Hosting;
using CreditShare.Hosting.Bus;
using CreditShare.Ingestion;
using CreditShare.Ingestion.Decisions;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Witnessing;
using CreditShare.Pages;
using CreditShare.Query;
using CreditShare.Registry;
using CreditShare.Registry.Retention;
using CreditShare.Registry.StateChecks;
using CreditShare.Registry.Submissions;
using CreditShare.Standalone;
using CreditShare.Standalone.Development;
using CreditShare.Standalone.Samples;
using CreditShare.Storage.Seeds;
using CreditShare.Storage.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;

// Six cities, registry, query and committee in one process: for trying out, for tests, for a small installation.
var asked = StateCommand.IsAsked(args) || RetentionCommand.IsAsked(args);
var builder = WebApplication.CreateBuilder(asked ? [] : args);
var options = builder.Configuration.GetSection("Standalone").Get<StandaloneOptions>() ?? new StandaloneOptions();
var data = Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath);
if (asked && !File.Exists(Path.Combine(data, "registry.db")))
{
    Console.Error.WriteLine($"没有登记库 / there is no store: {Path.Combine(data, "registry.db")}");
    return 3;
}
var seedFolder = builder.Configuration["Seeds:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
SeedFolder seeds;
try
{
    seeds = new SeedFolder(seedFolder);
}
catch (SeedFormatException fault)
{
    Console.Error.WriteLine($"种子数据无法使用 / the seeds cannot be used:\n{string.Join('\n', fault.Faults)}");
    return ServiceRun.ConfigurationFault;
}
var cities = seeds.CityCodes;

// What follows from the data folder; configuration may say otherwise.
var defaults = new Dictionary<string, string?>
{
    ["Storage:File"] = Path.Combine(data, "registry.db"),
    ["Ingestion:DataFolder"] = data,
    ["Ingestion:CreateKeys"] = "true",
    ["Registry:LogKeyFile"] = Path.Combine(data, "log.key"),
    ["Registry:CreateLogKey"] = "true",
    ["Witnessing:Quorum"] = "3",
    // In one process nobody can be independent of anybody: this shows how it works, and proves nothing.
    ["Ingestion:LogKeyFile"] = Path.Combine(data, "log.key.pub"),
    ["Committee:LogKeyFile"] = Path.Combine(data, "log.key.pub"),
    ["SignIn:KeysFolder"] = Path.Combine(data, "sessions"),
    ["Urls"] = "http://localhost:5080",
};
// Reports name the address at which they can be checked; a port that is only chosen at start has none yet.
if ((builder.Configuration["Urls"] ?? defaults["Urls"])!.Split(';')[0] is var own && !own.EndsWith(":0", StringComparison.Ordinal))
    defaults["Query:PublicAddress"] = own.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal);
foreach (var (i, city) in cities.Index())
{
    defaults[$"Ingestion:Cities:{i}"] = city;
    defaults[$"Registry:MemberKeys:{city}:0"] = Convert.ToBase64String(CityKey.Load(data, city, create: true).PublicKey);
    defaults[$"Witnessing:Witnesses:{i}:Key"] = WitnessKey.MakeVerifier(data, city);
    defaults[$"Witnessing:Witnesses:{i}:City"] = city;
}
DevelopmentIssuer? issuer = null;
if (builder.Environment.IsDevelopment())
{
    issuer = new DevelopmentIssuer(data, TimeProvider.System);
    defaults["Auth:KeysFile"] = issuer.KeysFile;
    defaults["Auth:Issuer"] = DevelopmentIssuer.Issuer;
    defaults["Auth:Audience"] = DevelopmentIssuer.Audience;
}
builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults });

builder.AddPages();
if (issuer is not null)
    builder.Services.AddDevelopmentAccounts();
builder.AddServiceDefaults("CreditShare");
builder.Services.AddSingleton(seeds);
builder.Services.AddSqliteStore(builder.Configuration);
builder.Services.AddInMemoryBus(
    bus =>
    {
        SubmissionQueues.AddConsumers(bus);
        DecisionQueues.AddConsumers(bus);
    },
    (context, bus) =>
    {
        SubmissionQueues.Configure(context, bus, cities);
        DecisionQueues.Configure(context, bus, cities);
    });
builder.Services.AddRegistry(builder.Configuration);
builder.Services.AddIngestion(builder.Configuration);
builder.Services.AddQuery(builder.Configuration);
builder.Services.AddCommittee(builder.Configuration);
if (issuer is not null && options.Samples)
{
    builder.Services.AddHostedService(services => new SampleLoader(
        services.GetRequiredService<IServer>(), services.GetRequiredService<IHostApplicationLifetime>(), issuer,
        Path.Combine(seedFolder, "samples"), services.GetRequiredService<TimeProvider>()));
}

var app = builder.Build();
if (StateCommand.IsAsked(args))
    return await StateCommand.RunAsync(args, app.Services, SqliteScratch.Open);
if (RetentionCommand.IsAsked(args))
    return await RetentionCommand.RunAsync(args, app.Services);
app.UseServiceDefaults();
app.UsePages();
app.MapPages(typeof(IngestionExtensions).Assembly, typeof(RegistryExtensions).Assembly, typeof(QueryExtensions).Assembly, typeof(CommitteeExtensions).Assembly);
if (issuer is not null)
    DevelopmentTokens.Map(app, issuer);
app.MapIngestion();
app.MapQuery();
app.MapCommittee();
try
{
    await app.StartAsync();
}
catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    // What has been started ends as at any stop.
    await app.StopAsync();
    Console.Error.WriteLine($"地址已被占用，请换一个端口 / the address is in use, take another port: dotnet run --project services/Standalone --urls http://localhost:5081\n{fault.Message}");
    return 1;
}
await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
