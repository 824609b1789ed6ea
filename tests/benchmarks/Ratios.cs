using System.Globalization;

namespace CreditShare.Benchmarks;

/// <summary>The ratios that were measured, each with what is to be reached, for the table at the end.</summary>
internal static class Ratios
{
    private static readonly TimeSpan MostOfAPart = TimeSpan.FromHours(2);

    private static readonly List<(string What, double Ratio, string Spread, string Goal)> Noted = [];

    /// <param name="what">What is beside what.</param>
    /// <param name="ratio">The median of a run.</param>
    /// <param name="goal">What is to be reached, such as <c>≥ 0.75</c>; empty if nothing is.</param>
    public static void Note(string what, double ratio, string goal = "") => Noted.Add((what, ratio, "", goal));

    /// <param name="what">What is beside what.</param>
    /// <param name="ratios">One a round.</param>
    /// <param name="goal">What is to be reached.</param>
    public static void Note(string what, Figures ratios, string goal = "") => Noted.Add((what, ratios.Median, ratios.Range("0.00"), goal));

    /// <summary>Measures one part of several: what fails, or takes longer than it may, is a row of the table, and the others go on.</summary>
    /// <param name="part">Its command.</param>
    /// <param name="measure">Does it.</param>
    /// <param name="ct">Ends all.</param>
    /// <returns>Whether it came to its end.</returns>
    public static async Task<bool> TryAsync(string part, Func<CancellationToken, Task> measure, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(MostOfAPart);
        Console.WriteLine($"\n{part}");
        try
        {
            await measure(limited.Token);
            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Console.WriteLine($"{part} failed: {fault}");
            Note($"{part} failed: {fault.GetBaseException().Message.ReplaceLineEndings(" ")}", double.NaN);
            return false;
        }
    }

    /// <summary>As a table that documents take.</summary>
    public static void Print()
    {
        Console.WriteLine($"\n{Environment.ProcessorCount} processors ({Processor}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, version {Version}\n\n| what | ratio, median | least–greatest | to reach |\n|---|---|---|---|");
        foreach (var (what, ratio, spread, goal) in Noted)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {ratio:0.00} | {spread} | {goal} |"));
    }

    private static string Processor => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";

    /// <summary>With the commit that it was built of.</summary>
    private static string Version => System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyInformationalVersionAttribute>(typeof(Ratios).Assembly)!.InformationalVersion;
}
