using System.Globalization;
using System.Text;
using CreditShare.Domain.Records;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.CommandLine.Tests.Processes;

/// <summary>Made-up files; no two of them hold the same record.</summary>
internal static class MadeFiles
{
    private static int last;

    public static byte[] Good(int records = 3) => Client.Ndjson(Enumerable.Range(0, records).Select(_ => Some.Penalty(Interlocked.Increment(ref last))));

    /// <summary>The last record's subject has a wrong check character.</summary>
    public static byte[] Mixed(int good = 2) => [.. Good(good), .. Client.Ndjson([WrongSubject()])];

    /// <summary>A penalty table of one good row and one whose subject has a wrong check character.</summary>
    public static byte[] MixedTable()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Seeds, "samples/330100/1-penalties.csv")).Take(3).ToArray();
        string Row(string subject) => lines[2].Replace("杭州环罚[2026]2号", $"杭州环罚〔2026〕{Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture)}号", StringComparison.Ordinal)
            .Replace("91330103PPYX91HJ0X", subject, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"{lines[0]}\n{Row("91330103PPYX91HJ0X")}\n{Row("91330103PPYX91HJ01")}\n");
    }

    private static CreditRecord WrongSubject()
    {
        var record = Some.Penalty(Interlocked.Increment(ref last));
        var code = record.Subject!.Code!;
        return record with { Subject = record.Subject with { Code = $"{code[..^1]}{(code[^1] == '0' ? '1' : '0')}" } };
    }
}
