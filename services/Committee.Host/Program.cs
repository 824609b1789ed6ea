using CreditShare.Committee;
using CreditShare.Hosting;
using CreditShare.Storage.MongoDb;

// The committee's service: auditors read the exchange log.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("CreditShare Committee");
builder.Services.AddMongoDbStore(builder.Configuration);
builder.Services.AddCommittee();

var app = builder.Build();
app.UseServiceDefaults();
app.MapCommittee();
app.Run();
