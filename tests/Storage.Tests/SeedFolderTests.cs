using System.Text.Json.Nodes;
using CreditShare.Domain;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>Seeds that cannot be used say what is wrong with them. No engine is asked.</summary>
public sealed class SeedFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SeedFolderTests()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Seeds, "*.json", SearchOption.AllDirectories).Where(file => !file.StartsWith(Path.Combine(Repository.Seeds, "samples"), StringComparison.Ordinal)))
        {
            var copy = folder.File(Path.GetRelativePath(Repository.Seeds, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cities.json", "code")]
    [InlineData("agencies.json", "code")]
    [InlineData("purposes.json", "code")]
    public void A_code_that_stands_twice_is_named(string file, string member)
    {
        var rows = JsonNode.Parse(File.ReadAllText(folder.File(file)))!.AsArray();
        rows.Add(rows[0]!.DeepClone());
        File.WriteAllText(folder.File(file), rows.ToJsonString());
        var fault = Assert.Throws<SeedFormatException>(() => new SeedFolder(folder.Path));
        Assert.Equal($"{file}: {rows[0]![member]} stands there more than once.", Assert.Single(fault.Faults));
    }

    [Fact]
    public void An_item_that_stands_twice_in_an_edition_is_named()
    {
        var file = Directory.EnumerateFiles(folder.File("catalogue"), "*.json").First();
        var edition = JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        var items = edition["items"]!.AsArray();
        items.Add(items[0]!.DeepClone());
        File.WriteAllText(file, edition.ToJsonString());
        var fault = Assert.Throws<SeedFormatException>(() => new SeedFolder(folder.Path));
        Assert.Contains($"item {items[0]!["id"]} stands there more than once", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_and_one_that_is_missing_are_named()
    {
        // Open here alone: nobody else can read it.
        using (new FileStream(folder.File("purposes.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("purposes.json cannot be read", Assert.Single(Assert.Throws<SeedFormatException>(() => new SeedFolder(folder.Path)).Faults), StringComparison.Ordinal);
        File.Delete(folder.File("purposes.json"));
        Assert.Contains("purposes.json is missing", Assert.Single(Assert.Throws<SeedFormatException>(() => new SeedFolder(folder.Path)).Faults), StringComparison.Ordinal);
    }
}
