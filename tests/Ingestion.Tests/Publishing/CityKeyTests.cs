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
    public void A_key_put_in_its_place_that_may_not_be_read_leaves_the_one_that_was()
    {
        var key = CityKey.Load(folder.Path, Some.City, create: true);
        var before = key.PublicKey;
        var file = folder.File($"city-{Some.City}.key");
        File.Delete(file);
        // Also to one who may read every file, what is no file is closed.
        Directory.CreateDirectory(file);
        Assert.Equal(before, key.PublicKey);
        Assert.NotEmpty(key.Sign("text"u8));
    }

    [Fact]
    public void A_log_key_that_is_none_is_named_and_one_that_is_not_there_yet_is_not()
    {
        var options = new IngestionOptions { Cities = ["330100"], DataFolder = folder.Path, CreateKeys = true, LogKeyFile = folder.File("log.key.pub") };
        Assert.Empty(options.Faults());
        File.WriteAllText(folder.File("log.key.pub"), "no key");
        Assert.StartsWith("Ingestion:LogKeyFile", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_options_is_named_at_once()
    {
        var faults = new IngestionOptions { Cities = ["3301", "330100"], DataFolder = "", MostBytes = 1, MostRecords = 0, ResendAfter = TimeSpan.Zero, KeepRowsFor = TimeSpan.FromDays(-1) }.Faults().ToList();
        Assert.Equal(["Ingestion:Cities", "Ingestion:DataFolder", "Ingestion:MostBytes", "Ingestion:MostRecords", "Ingestion:ResendAfter", "Ingestion:KeepRowsFor"], faults.Select(fault => fault.Split(' ')[0]));
    }
}
