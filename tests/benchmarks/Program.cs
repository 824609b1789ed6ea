using System.CommandLine;
using CreditShare.Benchmarks.Logs;
using CreditShare.Benchmarks.Reports;
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
var reports = new Command("reports", "What a report costs, as data, HTML and PDF.");
var held = new Option<int>("--records") { Description = "In the report.", DefaultValueFactory = _ => 100 };
var issues = new Option<int>("--rounds") { Description = "Measured rounds, after 5 to warm up.", DefaultValueFactory = _ => 25 };
reports.Add(held);
reports.Add(issues);
reports.SetAction((result, ct) => ReportCosts.RunAsync(result.GetValue(held), result.GetValue(issues), ct));
return await new RootCommand("Measures CreditShare against the raw parts it is made of.") { stores, log, reports }.Parse(args).InvokeAsync();
