using CreditShare.CommandLine.DropFolder;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.CommandLine.Tests.DropFolder;

public sealed class SettlingTests : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly Settling settling;

    public SettlingTests() => settling = new Settling(Settle, time);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_whole_when_it_stayed_the_same_for_long_enough_by_our_clock()
    {
        Write("a", "1");
        // The share's clock may be years off, either way.
        File.SetLastWriteTimeUtc(folder.File("a"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(Look());
        time.Advance(Settle - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Look());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], Look());
    }

    [Fact]
    public void A_change_of_size_or_of_time_begins_the_wait_anew()
    {
        Write("a", "1");
        Look();
        time.Advance(Settle);
        Write("a", "12");
        Assert.Empty(Look());
        time.Advance(Settle);
        File.SetLastWriteTimeUtc(folder.File("a"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(Look());
        Assert.Equal(["a"], settling.Unsettled);
        time.Advance(Settle);
        Assert.Equal(["a"], Look());
        Assert.Empty(settling.Unsettled);
    }

    [Fact]
    public void A_file_that_went_and_came_is_another_one()
    {
        Write("a", "1");
        Look();
        File.Move(folder.File("a"), folder.File("b"));
        Look();
        File.Move(folder.File("b"), folder.File("a"));
        time.Advance(Settle);
        Assert.Empty(Look());
    }

    [Fact]
    public void An_empty_file_waits_longer()
    {
        Write("a", "");
        Look();
        time.Advance(Settle * 10 - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Look());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], Look());
    }

    [Fact]
    public void A_file_that_somebody_holds_open_for_himself_is_not_whole()
    {
        Write("a", "1");
        Look();
        time.Advance(Settle);
        using (new FileStream(folder.File("a"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Empty(Look());
        Assert.Equal(["a"], Look());
    }

    private void Write(string name, string text) => File.WriteAllText(folder.File(name), text);

    private string[] Look() => [.. settling.Look(new DirectoryInfo(folder.Path).EnumerateFiles()).Select(file => file.Name)];
}
