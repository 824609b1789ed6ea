using CreditShare.Storage.Seeds;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests;

/// <summary>The shipped seeds: rules are tested upon the data they are used with.</summary>
internal static class ShippedSeeds
{
    public static SeedFolder Folder { get; } = new(Repository.Seeds);
}
