using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Bases;
using CreditShare.Registry.Sequencing;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Bases;

public sealed class SqliteBasisLogTests : BasisLogContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

public sealed class MongoDbBasisLogTests(MongoDbFixture fixture) : BasisLogContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>By what the registry decides is in the log, once, and again when it is another; on every engine.</summary>
public abstract class BasisLogContract : HouseContract
{
    [Fact]
    public async Task What_is_in_use_is_said_once_and_another_key_is_said_and_the_first_one_again()
    {
        await NoteAsync("first");
        await NoteAsync("first");
        Assert.Equal([EntryKind.CatalogueChanged, EntryKind.MembersChanged, EntryKind.KeysChanged], (await SaidAsync()).Select(said => said.Entry.Kind));

        await NoteAsync("first", "second /2026-12-01T00:00:00Z");
        await NoteAsync("first");
        var keys = (await SaidAsync()).Where(said => said.Entry.Kind == EntryKind.KeysChanged).ToList();
        Assert.Equal(["first", "first,second /2026-12-01T00:00:00Z", "first"], keys.Select(said => string.Join(',', JsonSerializer.Deserialize<Dictionary<string, string[]>>(said.Content)![Some.City])));
        Assert.Equal(5, (await SaidAsync()).Count);
        Assert.Equal(("1", "2"), (keys[0].Entry.Detail["count"], keys[1].Entry.Detail["count"]));
        Assert.Equal(keys[0].Entry.Detail["digest"], keys[2].Entry.Detail["digest"]);
        Assert.All(await SaidAsync(), said => Assert.Equal(said.Entry.Commit, Commitment.Of(said.Key, said.Content)));
    }

    [Fact]
    public async Task Two_registries_that_find_the_same_before_either_is_in_the_log_say_it_once_and_two_that_differ_both_speak()
    {
        await NoteAsync("first");
        foreach (var key in (string[])["second", "second", "third"])
            await Log().NoteAsync(Basis.Of(House.Seeds, Keys(key)), Cancel);
        await house.SequenceAsync();
        Assert.Equal(["first", "second", "third"], (await SaidAsync()).Where(said => said.Entry.Kind == EntryKind.KeysChanged).Select(said => JsonSerializer.Deserialize<Dictionary<string, string[]>>(said.Content)![Some.City][0]));
    }

    [Fact]
    public void The_order_in_which_keys_are_written_is_no_change_and_each_file_of_the_seeds_stands_in_one_of_two()
    {
        var keys = Basis.Of(House.Seeds, Keys("a", "b"))[2];
        Assert.Equal(keys.Digest, Basis.Of(House.Seeds, Keys("b", "a"))[2].Digest);
        Assert.NotEqual(keys.Digest, Basis.Of(House.Seeds, Keys("a", "b /2026-12-01T00:00:00Z"))[2].Digest);

        var files = Basis.Of(House.Seeds, Keys()).Take(2).Select(basis => JsonSerializer.Deserialize<Dictionary<string, string>>(basis.Content)!).ToList();
        Assert.Equal(["agencies.json", "cities.json"], files[1].Keys);
        var read = Directory.EnumerateFiles(Repository.Seeds, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Seeds, file).Replace(Path.DirectorySeparatorChar, '/'));
        Assert.Equal(
            read.Where(file => !file.StartsWith("samples/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            files.SelectMany(one => one.Keys).Order(StringComparer.Ordinal));
    }

    private BasisLog Log() => new(house.Log, new EntryWriter(house.Log, new WakeSignal(), house.Clock));

    private static Dictionary<string, string[]> Keys(params string[] keys) => new() { [Some.City] = keys };

    /// <summary>As a registry that remembers nothing.</summary>
    private async Task NoteAsync(params string[] keys)
    {
        await Log().NoteAsync(Basis.Of(House.Seeds, Keys(keys)), Cancel);
        await house.SequenceAsync();
    }

    private async Task<List<(LogEntry Entry, byte[] Key, byte[] Content)>> SaidAsync() =>
    [
        .. (await house.Log.ReadStoredAsync(0, await house.Log.SizeAsync(Cancel), Cancel)).Select(filed =>
            (EntryEncoding.TryDecode(filed.Stored.Bytes, out var entry) ? entry : throw new InvalidOperationException(), filed.Stored.CommitKey!, filed.Stored.Content!)),
    ];
}
