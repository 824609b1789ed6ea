using System.CommandLine;
using CreditShare.Chaos;

// kill -9 of one part after the other, each after a random pause, while six cities push and agencies look up; then everything is counted.
var kills = new Option<int>("--kills") { Description = "How many kills in all.", DefaultValueFactory = _ => 100 };
var minutes = new Option<double?>("--minutes") { Description = "Go on for so long instead, however many kills that makes." };
var seed = new Option<int>("--seed") { Description = "Of the random moments.", DefaultValueFactory = _ => 1 };
var sqlite = new Option<bool>("--sqlite") { Description = "The central store is SQLite, which has no process to kill; default MongoDB." };
var command = new RootCommand("Kills registry, query, ingestion, broker and database at random while all work, and counts what was lost.") { kills, minutes, seed, sqlite };
command.SetAction((result, ct) => new ChaosRun(
    result.GetValue(kills), result.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : null, result.GetValue(seed), result.GetValue(sqlite)).RunOrStopAsync(ct));
// A run that is stopped still ends what it started and deletes its folders, in which there are keys.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
