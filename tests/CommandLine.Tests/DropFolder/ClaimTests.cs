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

    [Fact]
    public void A_lock_is_not_swept_when_its_claim_came_after_the_list_whether_it_is_held_or_not()
    {
        var claim = Claim.TryTake(folders, Put("a.csv"))!;
        var held = Path.Combine(folders.Processing, $".{claim.Id}.lock");
        Claim.Sweep(held, claim.Id);
        Assert.True(File.Exists(held));
        Assert.Null(Claim.TryHold(claim.Path));
        claim.Dispose();
        Claim.Sweep(held, claim.Id);
        Assert.True(File.Exists(held));
        File.Delete(claim.Path);
        Claim.Sweep(held, claim.Id);
        Assert.False(File.Exists(held));
    }

    [Fact]
    public async Task While_locks_are_swept_the_lock_of_what_is_held_stays()
    {
        using var done = new CancellationTokenSource();
        var sweeping = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                Claim.SweepLocks(folders);
        }, TestContext.Current.CancellationToken);
        var lost = 0;
        for (var round = 0; round < 3000; round++)
        {
            using var claim = Claim.TryTake(folders, Put("a.csv"));
            if (claim is null)
                continue;
            lost += File.Exists(Path.Combine(folders.Processing, $".{claim.Id}.lock")) ? 0 : 1;
            File.Delete(claim.Path);
        }
        await done.CancelAsync();
        await sweeping;
        Assert.Equal(0, lost);
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

    private FileInfo Put(string name)
    {
        File.WriteAllText(Path.Combine(folders.Inbox, name), "x");
        return new FileInfo(Path.Combine(folders.Inbox, name));
    }
}
