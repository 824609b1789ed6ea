namespace CreditShare.Domain;

/// <summary>Seed data that cannot be used, with every fault found.</summary>
public sealed class SeedFormatException(IReadOnlyList<string> faults)
    : Exception("The seed data cannot be used:\n" + string.Join("\n", faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
