using System.Text;
using CreditShare.CommandLine.DropFolder;
using CreditShare.Testing;

namespace CreditShare.CommandLine.Tests.DropFolder;

public sealed class ClaimTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DropFolders folders;

    public ClaimTests() => folders = new DropFolders(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_many_who_want_a_file_one_gets_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var file = Put($"{round}.csv");
            var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Claim.TryTake(folders, file), TestContext.Current.CancellationToken)));
            using var only = Assert.Single(claims.OfType<Claim>());
            Assert.Equal($"{round}.csv", only.Name);
        }
    }

    [Fact]
    public void What_is_held_is_nobody_elses_and_what_was_let_go_can_be_gone_on_with()
    {
        var claim = Claim.TryTake(folders, Put("a.csv"))!;
        Assert.Null(Claim.TryHold(claim.Path));
        claim.Dispose();
        using (var next = Claim.TryHold(claim.Path)!)
        {
            Assert.Equal((claim.Id, "a.csv"), (next.Id, next.Name));
            File.Delete(next.Path);
        }
        Assert.Empty(Directory.GetFiles(folders.Processing));
        Assert.Null(Claim.TryHold(claim.Path));
    }

    [Fact]
    public void A_lock_without_its_file_is_swept_and_one_with_it_is_not()
    {
        using var claim = Claim.TryTake(folders, Put("a.csv"))!;
        var left = Path.Combine(folders.Processing, $".{new string('0', 32)}.lock");
        File.WriteAllText(left, "");
        Claim.SweepLocks(folders);
        Assert.False(File.Exists(left));
        Assert.Single(Directory.GetFiles(folders.Processing, ".*.lock"));
    }

    [Theory]
    [InlineData("处罚.xlsx", "处罚.xlsx")]
    [InlineData("no ending", "no ending")]
    public void A_name_is_kept(string name, string kept) => Assert.Equal(kept, DropFolders.Shortened(name));

    [Fact]
    public void A_name_too_long_to_be_added_to_is_cut_between_characters_and_keeps_its_ending()
    {
        var cut = DropFolders.Shortened($"{new string('罚', 80)}.xlsx");
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 130, 160);
        Assert.Matches("^罚+…\\.xlsx$", cut);
        using var claim = Claim.TryTake(folders, Put($"{new string('罚', 80)}.xlsx"))!;
        Assert.Equal(cut, claim.Name);
        Assert.InRange(Encoding.UTF8.GetByteCount($".{claim.Id}.{claim.Base}.marked.xlsx"), 0, 255);
    }

    [Theory]
    [InlineData("杭州样例有限公司", "杭州样例有限公司")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  @SUM(A1)", "'  @SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-5", "'-5")]
    [InlineData("'x", "''x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData(null, null)]
    public void No_cell_is_a_formula(string? cell, string? harmless) => Assert.Equal(harmless, HarmlessCell.Of(cell));

    private FileInfo Put(string name)
    {
        File.WriteAllText(Path.Combine(folders.Inbox, name), "x");
        return new FileInfo(Path.Combine(folders.Inbox, name));
    }
}
