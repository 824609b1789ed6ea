using System.CommandLine;
using CreditShare.Benchmarks.Logs;
using CreditShare.Benchmarks.Lookups;
using CreditShare.Benchmarks.Stores;

// Figures are ratios: our path beside the raw one, in turn, in one run on one machine.
var stores = new Command("stores", "What a lookup and a 500-record batch cost on each engine, beside the raw driver doing the same writes.");
var rounds = new Option<int>("--rounds") { Description = "Measured rounds of each, after 25 to warm up.", DefaultValueFactory = _ => 25 };
stores.Add(rounds);
stores.SetAction((result, ct) => StoreCosts.RunAsync(result.GetValue(rounds), ct));
var log = new Command("log", "What a log costs: staging and sequencing, verifying, proving, beside SHA-256 alone.");
var entries = new Option<int>("--entries") { Description = "How many.", DefaultValueFactory = _ => 1_000_000 };
log.Add(entries);
log.SetAction((result, ct) => LogCosts.RunAsync(result.GetValue(entries), ct));
var list = new Command("list", "What one lookup of many costs on each engine, beside the raw driver reading the same rows by key.");
var codes = new Option<int>("--codes") { Description = "How many, 500 at least.", DefaultValueFactory = _ => 10_000 };
list.Add(codes);
list.SetAction((result, ct) => ListCosts.RunAsync(result.GetValue(codes), ct));
var names = new Command("names", "What a search by name costs in an index of many.");
var subjects = new Option<int>("--subjects") { Description = "How many, a multiple of 5,000.", DefaultValueFactory = _ => 1_000_000 };
names.Add(subjects);
names.SetAction((result, ct) => NameCosts.RunAsync(result.GetValue(subjects), ct));
return await new RootCommand("Measures CreditShare against the raw parts it is made of.") { stores, log, list, names }.Parse(args).InvokeAsync();
