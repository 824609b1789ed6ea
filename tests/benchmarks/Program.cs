using System.CommandLine;
using CreditShare.Benchmarks;
using CreditShare.Benchmarks.Auditing;
using CreditShare.Benchmarks.Ingest;
using CreditShare.Benchmarks.Logs;
using CreditShare.Benchmarks.Lookups;
using CreditShare.Benchmarks.Reports;
using CreditShare.Benchmarks.Scaling;
using CreditShare.Benchmarks.Stores;
using CreditShare.Benchmarks.Tables;

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
var reports = new Command("reports", "What a report costs, as data, HTML and PDF.");
var held = new Option<int>("--records") { Description = "In the report.", DefaultValueFactory = _ => 100 };
var issues = new Option<int>("--rounds") { Description = "Measured rounds, after 5 to warm up.", DefaultValueFactory = _ => 25 };
reports.Add(held);
reports.Add(issues);
reports.SetAction((result, ct) => ReportCosts.RunAsync(result.GetValue(held), result.GetValue(issues), ct));
var tables = new Command("tables", "What reading a workbook costs, beside a bare read of the same file with the same library.");
var inTable = new Option<int>("--rows") { Description = "In the workbook.", DefaultValueFactory = _ => 100_000 };
var file = new Option<string?>("--file") { Description = "Reads this workbook, once, in this process, instead of one made in processes of their own." };
var way = new Option<ReadingWay>("--way") { Description = "How that file is read." };
tables.Add(inTable);
tables.Add(file);
tables.Add(way);
tables.SetAction((result, ct) => result.GetValue(file) is { } made ? TableCosts.ReadAsync(made, result.GetValue(way), ct) : TableCosts.RunAsync(result.GetValue(inTable), ct));
var console = new Command("console", "What pages of the committee's console take over a log of many entries, beside an empty page of the same application.");
var inLog = new Option<int>("--entries") { Description = "In the log.", DefaultValueFactory = _ => 1_000_000 };
var visits = new Option<int>("--rounds") { Description = "Measured visits of each page, after 10 to warm up.", DefaultValueFactory = _ => 200 };
console.Add(inLog);
console.Add(visits);
console.SetAction((result, ct) => ConsoleCosts.RunAsync(result.GetValue(inLog), result.GetValue(visits), ct));
var memory = new Command("push-memory", "What memory a push of many records takes, beside one of 10,000.");
var inPush = new Option<int>("--records") { Description = "In the large push.", DefaultValueFactory = _ => 1_000_000 };
var whole = new Option<bool>("--whole") { Description = "Until all of the large push is decided, which takes some ten minutes for 1,000,000, and not the first 10,000 alone." };
memory.Add(inPush);
memory.Add(whole);
memory.SetAction((result, ct) => PushMemory.RunAsync(result.GetValue(inPush), result.GetValue(whole), ct));
var lookups = new Command("lookups", "How many lookups a second are answered over HTTP, beside bare HTTP and HTTP with a bare read and a bare durable append.");
var turns = new Option<int>("--rounds") { Description = "Measured runs of each, in turn.", DefaultValueFactory = _ => 5 };
var seconds = new Option<int>("--seconds") { Description = "Of each run.", DefaultValueFactory = _ => 8 };
lookups.Add(turns);
lookups.Add(seconds);
lookups.SetAction((result, ct) => LookupCosts.RunAsync(result.GetValue(turns), result.GetValue(seconds), ct));
var start = new Command("start", "How long Standalone takes from its start to its first answer, beside bare HTTP.");
var starts = new Option<int>("--rounds") { Description = "Starts of each, in turn.", DefaultValueFactory = _ => 7 };
start.Add(starts);
start.SetAction((result, ct) => StartCosts.RunAsync(result.GetValue(starts), ct));
var growth = new Command("growth", "Lookups and memory over 10,000 records and over many, in turn.");
var many = new Option<int>("--records") { Description = "How many are many, a multiple of 500; 5,000,000 take 14 GiB and a quarter of an hour to fill.", DefaultValueFactory = _ => 1_000_000 };
growth.Add(many);
growth.SetAction((result, ct) => GrowthCosts.RunAsync(result.GetValue(many), ct));
// What the lookups are held against, as processes of their own.
var bare = new Command(BareServer.Command) { Hidden = true };
bare.SetAction((_, _) => BareServer.RunAsync());
var rawAudited = new Command(RawAuditedServer.Command) { Hidden = true };
rawAudited.SetAction((_, _) => RawAuditedServer.RunAsync());
var simulate = new Command("simulate", "What docs/scaling.md rests on: sizes, the one writer of a log under a morning's lookups, how evenly shards are filled.");
simulate.SetAction((_, ct) => Simulation.RunAsync(ct));
var ingest = new Command("ingest", "What a push costs until it is decided, services, broker and all, beside a bare queue into the same engine, and beside one message and one insert a record.");
var pushed = new Option<int>("--records") { Description = "In a push.", DefaultValueFactory = _ => 50_000 };
var pushes = new Option<int>("--rounds") { Description = "Measured pushes of each, after three to warm up.", DefaultValueFactory = _ => 5 };
var engine = new Option<string>("--engine") { Description = "sqlite, mongodb or both.", DefaultValueFactory = _ => "both" };
engine.AcceptOnlyFromAmong("sqlite", "mongodb", "both");
ingest.Add(pushed);
ingest.Add(pushes);
ingest.Add(engine);
ingest.SetAction((result, ct) => IngestCosts.RunAsync(result.GetValue(pushed), result.GetValue(pushes), result.GetValue(engine) is not "mongodb", result.GetValue(engine) is not "sqlite", ct));
var all = new Command("all", "What there is a ratio to reach for, one after the other, and one table at the end: half an hour on two cores.");
var grown = new Option<int>("--growth") { Description = "Records of the large store of growth.", DefaultValueFactory = _ => 1_000_000 };
all.Add(grown);
all.SetAction(async (result, ct) =>
{
    var isWhole = await Ratios.TryAsync("ingest", limited => IngestCosts.RunAsync(records: 20_000, rounds: 3, sqlite: true, mongo: true, limited), ct)
        & await Ratios.TryAsync("lookups", limited => LookupCosts.RunAsync(rounds: 3, seconds: 12, limited), ct)
        & await Ratios.TryAsync("list", limited => ListCosts.RunAsync(codes: 10_000, limited), ct)
        & await Ratios.TryAsync("log", limited => LogCosts.RunAsync(entries: 1_000_000, limited), ct)
        & await Ratios.TryAsync("start", limited => StartCosts.RunAsync(rounds: 5, limited), ct)
        & await Ratios.TryAsync("push-memory", limited => PushMemory.RunAsync(records: 1_000_000, whole: false, limited), ct)
        & await Ratios.TryAsync("growth", limited => GrowthCosts.RunAsync(result.GetValue(grown), limited), ct);
    Ratios.Print();
    return isWhole ? 0 : 1;
});
return await new RootCommand("Measures CreditShare against the raw parts it is made of.") { all, ingest, memory, lookups, list, log, start, growth, stores, names, reports, tables, console, simulate, bare, rawAudited }.Parse(args).InvokeAsync();
