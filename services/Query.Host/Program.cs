using CreditShare.Hosting;
using CreditShare.Query;
using CreditShare.Storage.MongoDb;

// The query service: agencies look subjects up.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("CreditShare Query");
builder.Services.AddMongoDbStore(builder.Configuration);
builder.Services.AddQuery(builder.Configuration);

var app = builder.Build();
app.UseServiceDefaults();
app.MapQuery();
app.Run();
