namespace CreditShare.Domain;

/// <summary>Seed data that cannot be used, with every fault found.</summary>
public sealed class SeedFormatException(IReadOnlyList<string> faults)
    : Exception("The seed data cannot be used:\n" + string.Join("\n", faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;

    /// <param name="what">What the codes stand in and are.</param>
    /// <param name="codes">Of all rows.</param>
    /// <exception cref="SeedFormatException">Some stand there more than once: all of them are named.</exception>
    public static void ThrowIfTwice(string what, IEnumerable<string> codes)
    {
        var twice = codes.GroupBy(code => code, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{what} {same.Key} stands there more than once.").ToList();
        if (twice.Count > 0)
            throw new SeedFormatException(twice);
    }
}
