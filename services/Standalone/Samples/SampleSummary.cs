using System.Globalization;
using System.Text.Json;

namespace CreditShare.Standalone.Samples;

/// <summary>What became of the samples, for the terminal.</summary>
internal sealed class SampleSummary
{
    private readonly SortedDictionary<string, int[]> cities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, string Zh)> reasons = [];

    public void Add(string city, JsonElement counts)
    {
        var row = cities.TryGetValue(city, out var known) ? known : cities[city] = new int[5];
        foreach (var (name, i) in ((string[])["received", "accepted", "repeated", "duplicate", "rejected"]).Select((name, i) => (name, i)))
            row[i] += counts.GetProperty(name).GetInt32();
    }

    public void Add(JsonElement errors)
    {
        foreach (var error in errors.EnumerateArray())
        {
            var code = error.GetProperty("code").GetString()!;
            reasons[code] = (reasons.GetValueOrDefault(code).Count + 1, error.GetProperty("zh").GetString()!);
        }
    }

    public void Print(string address, string folder, TimeSpan took)
    {
        Console.WriteLine();
        Console.WriteLine($"样例数据已全部认定 All sample records are decided ({took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
        Console.WriteLine("  city     sent  accepted  repeated  duplicate  rejected");
        foreach (var (city, row) in cities)
            Console.WriteLine($"  {city} {row[0],6} {row[1],9} {row[2],9} {row[3],10} {row[4],9}");
        Console.WriteLine();
        Console.WriteLine("退回原因，各附一例 Reasons against records, each with an example");
        foreach (var (code, (count, zh)) in reasons.OrderByDescending(reason => reason.Value.Count).Take(12))
            Console.WriteLine($"  {count,4}  {code,-28} {zh}");
        PrintExamples(address, folder);
    }

    private static void PrintExamples(string address, string folder)
    {
        Console.WriteLine();
        Console.WriteLine("值得一查 Subjects worth looking up");
        var subjects = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "worth-looking-up.json"))).RootElement.EnumerateArray().ToList();
        foreach (var subject in subjects)
            Console.WriteLine($"  {subject.GetProperty("code").GetString()}  {subject.GetProperty("zh").GetString()}  {subject.GetProperty("en").GetString()}");
        Console.WriteLine();
        Console.WriteLine("试一试 Try it (paste into another terminal)");
        var agency = $"-H \"Authorization: Bearer $(curl -s {address}/dev/tokens/agency)\"";
        var auditor = $"-H \"Authorization: Bearer $(curl -s {address}/dev/tokens/auditor)\"";
        var code = subjects[0].GetProperty("code").GetString();
        Console.WriteLine($"  curl -s {agency} '{address}/v1/subjects/{code}/punishments?purpose=licensing&caseNumber=DEMO-1'");
        Console.WriteLine($"  curl -s {agency} '{address}/v1/subjects/{code}/records?purpose=licensing&caseNumber=DEMO-1'");
        Console.WriteLine($"  curl -s {agency} '{address}/v1/cases?state=unclaimed&limit=3'");
        Console.WriteLine($"  curl -s {auditor} '{address}/v1/log/entries?subject={code}&order=newest&limit=5'");
        Console.WriteLine();
        Console.WriteLine($"首页 {address}/   接口文档 {address}/docs   停止 Ctrl+C");
    }
}
