using CreditShare.Ingestion.Publishing;
using CreditShare.Testing;

namespace CreditShare.Ingestion.Tests.Publishing;

public sealed class CityKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_key_is_made_once_for_its_owner_alone_and_read_back()
    {
        var made = CityKey.Load(folder.Path, Some.City, create: true);
        var file = folder.File($"city-{Some.City}.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(made.PublicKey, CityKey.Load(folder.Path, Some.City, create: false).PublicKey);
        Assert.Equal(Convert.ToBase64String(made.PublicKey), File.ReadAllText(file + ".pub").Trim());
        Assert.NotEqual(made.PublicKey, CityKey.Load(folder.Path, "341000", create: true).PublicKey);
    }

    [Fact]
    public void A_missing_or_broken_key_says_what_to_do()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => CityKey.Load(folder.Path, Some.City, create: false));
        Assert.Contains("Ingestion:CreateKeys", missing.Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File($"city-{Some.City}.key"), "no key");
        Assert.Contains("32 bytes", Assert.Throws<InvalidOperationException>(() => CityKey.Load(folder.Path, Some.City, create: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_options_is_named_at_once()
    {
        var faults = new IngestionOptions { Cities = ["3301", "330100"], DataFolder = "", MostBytes = 1, MostRecords = 0, ResendAfter = TimeSpan.Zero, KeepRowsFor = TimeSpan.FromDays(-1) }.Faults().ToList();
        Assert.Equal(["Ingestion:Cities", "Ingestion:DataFolder", "Ingestion:MostBytes", "Ingestion:MostRecords", "Ingestion:ResendAfter", "Ingestion:KeepRowsFor"], faults.Select(fault => fault.Split(' ')[0]));
    }
}
