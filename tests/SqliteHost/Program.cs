using CreditShare.Committee;
using CreditShare.Hosting;
using CreditShare.Hosting.Bus;
using CreditShare.Query;
using CreditShare.Registry;
using CreditShare.Registry.Submissions;
using CreditShare.Storage.Seeds;
using CreditShare.Storage.Sqlite;

// Registry, query or committee as a process of its own on a shared SQLite file, so that the end-to-end suite runs on this engine over a real broker too.
var builder = WebApplication.CreateBuilder(args[1..]);
builder.AddServiceDefaults("CreditShare");
builder.Services.AddSqliteStore(builder.Configuration);
switch (args[0])
{
    case "Registry":
        builder.Services.AddRegistry(builder.Configuration);
        builder.Services.AddDeadLetters(builder.Configuration);
        builder.Services.AddRabbitMqBus(
            builder.Configuration,
            SubmissionQueues.AddConsumers,
            (context, bus) => SubmissionQueues.Configure(context, bus, context.GetRequiredService<SeedFolder>().CityCodes));
        break;
    case "Query":
        builder.Services.AddQuery(builder.Configuration);
        break;
    default:
        builder.Services.AddCommittee(builder.Configuration);
        break;
}

var app = builder.Build();
app.UseServiceDefaults();
if (args[0] == "Registry")
    app.MapDeadLetters();
if (args[0] == "Query")
    app.MapQuery();
if (args[0] == "Committee")
    app.MapCommittee();
app.Run();
