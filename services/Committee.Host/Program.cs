using CreditShare.Committee;
using CreditShare.Hosting;
using CreditShare.Storage.Sqlite;

// The committee's service: auditors read the exchange log.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("CreditShare Committee");
builder.Services.AddSqliteStore(builder.Configuration);
builder.Services.AddCommittee();

var app = builder.Build();
app.UseServiceDefaults();
app.MapCommittee();
app.Run();
