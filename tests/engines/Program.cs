using System.CommandLine;
using CreditShare.Engines;

// RabbitMQ and a MongoDB-compatible server for a developer: one command starts them and leaves them running, one stops them.
var start = new Command("start", "Starts both and leaves them running; prints where they are.");
start.SetAction((_, ct) => DeveloperEngines.StartAsync(ct));
var stop = new Command("stop", "Stops what start started, and deletes its data.");
stop.SetAction((_, ct) => DeveloperEngines.StopAsync(ct));
var serve = new Command("serve", "What start leaves running.") { Hidden = true };
serve.SetAction((_, ct) => DeveloperEngines.ServeAsync(ct));
return await new RootCommand("Real engines for development.") { start, stop, serve }.Parse(args).InvokeAsync();
