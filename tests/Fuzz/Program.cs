using System.CommandLine;
using System.Text;
using CreditShare.Fuzz;
using CreditShare.Testing;

// Breaks files of seeds/samples/dirty in every way it knows and looks whether the readers hold: dotnet run -c Release --project tests/Fuzz -- --minutes 60
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 60 };
var seed = new Option<int>("--seed") { Description = "The same seed makes the same inputs.", DefaultValueFactory = _ => 1 };
var into = new Option<string>("--into") { Description = "Folder for what is found.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "creditshare-fuzz") };
var only = new Option<long?>("--input") { Description = "Writes this input of the seed into the folder and tries it alone." };
var root = new RootCommand("Fuzzes the readers of batches.") { minutes, seed, into, only };
root.SetAction(async (result, ct) =>
{
    var findings = Directory.CreateDirectory(result.GetValue(into)!).FullName;
    using var work = new TemporaryFolder();
    if (result.GetValue(only) is { } place)
        return await OneAsync(result.GetValue(seed), place, findings, work.Path);
    return await ManyAsync(result.GetValue(seed), TimeSpan.FromMinutes(result.GetValue(minutes)), findings, work.Path, ct);
});
return await root.Parse(args).InvokeAsync();

static async Task<int> OneAsync(int seed, long place, string findings, string work)
{
    var input = new InputMaker(Corpus.Names.Select(Corpus.Load)).Make(seed, place);
    await SaveAsync(findings, $"{seed}-{place}", input.Body, input);
    var (finding, outcome) = await Trial.RunAsync(input, work);
    Console.WriteLine(finding?.Told ?? outcome?.Refusal?.Code ?? "taken");
    return finding is null ? 0 : 1;
}

static async Task<int> ManyAsync(int seed, TimeSpan time, string findings, string work, CancellationToken ct)
{
    var campaign = new Campaign(seed, work);
    var begin = TimeProvider.System.GetTimestamp();
    var told = 0;
    while (TimeProvider.System.GetElapsedTime(begin) is var taken && taken < time && !ct.IsCancellationRequested)
    {
        if ((int)taken.TotalMinutes > told)
        {
            told = (int)taken.TotalMinutes;
            Console.WriteLine(campaign.Report(taken));
        }
        if (await campaign.NextAsync() is not var (finding, input))
            continue;
        Console.WriteLine($"input {campaign.Inputs - 1}: {finding.Signature}");
        var name = $"{seed}-{campaign.Inputs - 1}";
        await SaveAsync(findings, name, input.Body, input);
        await File.WriteAllTextAsync(Path.Combine(findings, name + ".txt"), finding.Told, ct);
        if (finding.Signature != "hang" && input.Twin is null)
            await SaveAsync(findings, name + ".small", await new Minimiser(work).MinimiseAsync(input, finding.Signature), input);
    }
    Console.WriteLine(campaign.Report(TimeProvider.System.GetElapsedTime(begin)));
    foreach (var (what, times) in campaign.Outcomes)
        Console.WriteLine($"  {times,10} {what}");
    foreach (var (signature, found) in campaign.Findings)
        Console.WriteLine($"FOUND {found.Times,6} times, first input {found.Place}: {signature}");
    return campaign.Findings.Count == 0 ? 0 : 1;
}

static async Task SaveAsync(string folder, string name, byte[] body, FuzzInput input)
{
    await File.WriteAllBytesAsync(Path.Combine(folder, name + FileKinds.Extension(input.Kind)), body);
    if (input.Twin is { } twin)
        await File.WriteAllBytesAsync(Path.Combine(folder, name + FileKinds.Extension(FileKind.Xlsx)), twin);
}
