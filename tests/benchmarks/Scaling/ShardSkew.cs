using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;

namespace CreditShare.Benchmarks.Scaling;

/// <summary>
/// How evenly subjects, and records of which few subjects have most, lie on shards, by what of the code decides; and what a chunk weighs that changes profiles of such subjects.
/// </summary>
internal static class ShardSkew
{
    private const int Seed = 1;
    private const int Subjects = 1_000_000;
    private const int Shards = 32;
    private const int Divisions = 340;
    private const int RecordsInChunk = 500;

    /// <summary>10^10 records of 180 million organisations.</summary>
    private const double MeanRecords = 1e10 / 1.8e8;

    /// <summary>Bytes of a usual record in a profile: some 5,000 fill one of 4 MiB (<see cref="HoldingLimits.ProfileBytes"/>).</summary>
    private const int RecordBytes = 840;

    /// <summary>Assumed spreads of the logarithm of records a subject.</summary>
    private static readonly double[] Spreads = [0.5, 1.0, 1.5];

    public static void Print()
    {
        var chance = new Random(Seed);
        var codes = Codes(chance);
        // Shards of a range hold as many subjects each, as a balancer makes them.
        var order = Enumerable.Range(0, Subjects).ToArray();
        Array.Sort((string[])codes.Clone(), order, StringComparer.Ordinal);
        var place = new int[Subjects];
        for (var i = 0; i < Subjects; i++)
            place[order[i]] = i;
        (string Rule, int[] Shards)[] rules =
        [
            ("hash of the whole code", ShardsBy(i => (int)(Hash(codes[i]) % Shards))),
            ("range of the code, cut even", ShardsBy(i => (int)((long)place[i] * Shards / Subjects))),
            ("hash of the division alone", ShardsBy(i => (int)(Hash(codes[i].Substring(2, 6)) % Shards))),
            ("last character (check, of 31)", ShardsBy(i => "0123456789ABCDEFGHJKLMNPQRTUWXY".IndexOf(codes[i][17], StringComparison.Ordinal) % Shards)),
            ("17th character (check, of 11)", ShardsBy(i => codes[i][16] % Shards)),
        ];
        var city = codes.GroupBy(code => code.Substring(2, 6)).MaxBy(group => group.Count())!.Key;
        foreach (var spread in Spreads)
        {
            var records = Records(chance, spread);
            Line($"{Subjects} subjects on {Shards} shards, {records.Average():0.0} records a subject, spread of the logarithm {spread:0.0}");
            Line($"largest shard / mean            subjects  records  records of the largest city");
            foreach (var (rule, shards) in rules)
                Line($"{rule,-30}  {Largest(shards, _ => 1),8:0.00}  {Largest(shards, i => records[i]),7:0.00}  {Largest(shards, i => codes[i].AsSpan(2, 6).SequenceEqual(city) ? records[i] : 0),8:0.00}");
            // Independent sums: a shard's spread is that of a subject, divided by the root of how many there are.
            Line($"check: spread of a shard's records by the formula {Math.Sqrt(Math.Exp(spread * spread) / (Subjects / (double)Shards)):0.0000}, here {Spread(rules[0].Shards, records):0.0000}; with 180 million subjects {Math.Sqrt(Math.Exp(spread * spread) / (1.8e8 / Shards)):0.0000}");
            Line($"check: records of the subject of a record, mean, by the formula {MeanRecords * Math.Exp(spread * spread):0}, here {records.Sum(count => count * count) / records.Sum():0}");
            Line($"subjects beyond {HoldingLimits.ProfileBytes / RecordBytes} records (a profile of 4 MiB): {1e6 * records.Count(IsFull) / Subjects:0} of a million; records that find no room {records.Where(IsFull).Sum(count => count - Most) / records.Sum():0.0000} of all");
        }
        Line($"Profiles that a chunk of {RecordsInChunk} records changes, MiB (limit {HoldingLimits.ChunkProfileBytes >> 20}), by records a subject and spread; records are about subjects in proportion to what is held of them");
        Console.WriteLine("records a subject  " + string.Join("  ", Spreads.Select(spread => spread.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(7))));
        foreach (var mean in new[] { 1, 2, 5, 10, 20, MeanRecords })
            Line($"{mean,17:0.0}  {string.Join("  ", Spreads.Select(spread => ChunkMiB(chance, mean, spread).ToString("0.0", CultureInfo.InvariantCulture).PadLeft(7)))}");

        double Largest(int[] shards, Func<int, double> weight) => Sums(shards, weight) is var sums ? sums.Max() * Shards / sums.Sum() : 0;

        double Spread(int[] shards, double[] records)
        {
            var sums = Sums(shards, i => records[i]);
            var mean = sums.Average();
            return Math.Sqrt(sums.Average(sum => Math.Pow((sum / mean) - 1, 2)));
        }
    }

    private static double Most => HoldingLimits.ProfileBytes / (double)RecordBytes;

    private static bool IsFull(double records) => records > Most;

    private static int[] ShardsBy(Func<int, int> rule) => [.. Enumerable.Range(0, Subjects).Select(rule)];

    private static double[] Sums(int[] shards, Func<int, double> weight)
    {
        var sums = new double[Shards];
        for (var i = 0; i < Subjects; i++)
            sums[shards[i]] += weight(i);
        return sums;
    }

    /// <summary>Companies, registered one after the other in divisions of which some are large: the n-th has a share of 1/n (assumed).</summary>
    private static string[] Codes(Random chance)
    {
        var shares = Enumerable.Range(1, Divisions).Select(n => 1.0 / n).ToList();
        var total = shares.Sum();
        var divisions = Enumerable.Range(1, Divisions).OrderBy(_ => chance.Next()).Select(n => (110000 + (n * 1000)).ToString(CultureInfo.InvariantCulture)).ToList();
        var codes = Enumerable.Range(0, Divisions)
            .SelectMany(n => Enumerable.Range(0, (int)Math.Ceiling(Subjects * shares[n] / total)).Select(number => (Division: divisions[n], Number: number)))
            .Take(Subjects)
            .Select(made => UnifiedSocialCreditCode.Compose("91", made.Division, $"MA{made.Number:000000}").Value);
        return [.. codes];
    }

    private static double[] Records(Random chance, double spread, double mean = MeanRecords, int subjects = Subjects)
    {
        var middle = Math.Log(mean) - (spread * spread / 2);
        var records = new double[subjects];
        for (var i = 0; i < subjects; i++)
            records[i] = Math.Exp(middle + (spread * Normal(chance)));
        return records;
    }

    /// <summary>Records come to subjects in proportion to what is held of them: that shifts the logarithm's middle by the square of its spread, and leaves the rest.</summary>
    private static double ChunkMiB(Random chance, double mean, double spread)
    {
        const int chunks = 40;
        var held = Records(chance, spread, mean * Math.Exp(spread * spread), RecordsInChunk * chunks);
        return held.Sum(count => Math.Min(Math.Max(1, count), Most) * RecordBytes) / chunks / (1 << 20);
    }

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    /// <summary>MongoDB's hashed indexes take eight bytes of another hash, of the value's BSON; any good one spreads alike.</summary>
    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
