using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.ExchangeLog.Tests.Verifying;

public sealed class LogVerifierTests
{
    private static readonly MemoryLog Whole = MemoryLog.Of(66_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(70_001)]
    public async Task A_right_log_of_any_size_is_found_right(int size)
    {
        var log = MemoryLog.Of(size, batch: 10_000);
        var verdict = await log.VerifyAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal((size, size, log.Edge.Root()), (verdict.Leaves, verdict.Entries, verdict.Root));
    }

    [Fact]
    public async Task Without_entries_only_the_tree_is_read()
    {
        var log = MemoryLog.Of(600);
        foreach (var path in log.Resources.Keys.Where(path => path.IsEntries).ToList()) log.Resources.Remove(path);
        var verdict = await log.VerifyAsync(withEntries: false);
        Assert.True(verdict.IsGood);
        Assert.Equal((600, 0), (verdict.Leaves, verdict.Entries));
    }

    [Theory]
    [InlineData("tile/0/000", 0, LogFaultKind.EntryDiffers, "tile/entries/000 entry 0")]
    [InlineData("tile/0/000", 0, LogFaultKind.HigherTileDiffers, "tile/1/000 hash 0")]
    [InlineData("tile/0/000", 0, LogFaultKind.RootDiffers, "checkpoint")]
    [InlineData("tile/0/257.p/208", 6655, LogFaultKind.EntryDiffers, "tile/entries/257.p/208 entry 65999")]
    [InlineData("tile/0/257.p/208", 6655, LogFaultKind.RootDiffers, "checkpoint")]
    [InlineData("tile/1/000", 8191, LogFaultKind.HigherTileDiffers, "tile/1/000 hash 255")]
    [InlineData("tile/1/001.p/1", 0, LogFaultKind.HigherTileDiffers, "tile/1/001.p/1 hash 0")]
    [InlineData("tile/2/000.p/1", 31, LogFaultKind.HigherTileDiffers, "tile/2/000.p/1 hash 0")]
    [InlineData("tile/entries/001", 2, LogFaultKind.EntryDiffers, "tile/entries/001 entry 256")]
    [InlineData("tile/entries/001", 1, LogFaultKind.BundleMalformed, "tile/entries/001")] // a length
    public async Task A_changed_bit_is_found_at_its_place(string path, int at, LogFaultKind kind, string place)
    {
        var log = Whole.Copy();
        log.At(path)[at] ^= 0x80;
        var verdict = await log.VerifyAsync();
        Assert.Contains(verdict.Faults, fault => fault.Kind == kind && fault.Place == place);
        Assert.False(verdict.IsGood);
    }

    [Theory]
    [InlineData("tile/0/000", "tile/0/000")]
    [InlineData("tile/0/257.p/208", "tile/0/257.p/208")]
    [InlineData("tile/1/000", "tile/1/000")]
    [InlineData("tile/2/000.p/1", "tile/2/000.p/1")]
    [InlineData("tile/entries/003", "tile/entries/003")]
    [InlineData("tile/entries/257.p/208", "tile/entries/257.p/208")]
    public async Task A_missing_too_long_or_too_short_resource_is_found(string path, string place)
    {
        var log = Whole.Copy();
        var bytes = log.At(path);
        var isBundle = MemoryLog.Path(path).IsEntries;
        var expected = isBundle ? LogFaultKind.BundleMalformed : LogFaultKind.WrongLength;
        foreach (var (wrong, kind) in new[] { ((byte[]?)null, LogFaultKind.Missing), ([.. bytes, .. bytes[..32]], expected), (bytes[..^1], expected) })
        {
            log.Resources.Remove(MemoryLog.Path(path));
            if (wrong is not null) log.Resources[MemoryLog.Path(path)] = wrong;
            var verdict = await log.VerifyAsync(withEntries: isBundle);
            Assert.Contains(verdict.Faults, fault => fault.Kind == kind && fault.Place == place);
        }
    }

    [Fact]
    public async Task Behind_a_missing_tile_entries_are_still_compared()
    {
        var log = MemoryLog.Of(600);
        log.Resources.Remove(MemoryLog.Path("tile/0/000"));
        log.At("tile/entries/001")[2] ^= 1;
        var verdict = await log.VerifyAsync();
        Assert.Equal([LogFaultKind.Missing, LogFaultKind.EntryDiffers], verdict.Faults.Select(fault => fault.Kind));
        Assert.Null(verdict.Root);
    }

    [Fact]
    public async Task A_partial_tile_that_is_gone_is_cut_from_the_full_one()
    {
        var log = MemoryLog.Of(500);
        var checkpoint = log.Checkpoint;
        log.Append(100);
        log.Resources.Remove(MemoryLog.Path("tile/0/001.p/244"));
        log.Resources.Remove(MemoryLog.Path("tile/entries/001.p/244"));
        Assert.Empty((await log.VerifyAsync(checkpoint)).Faults);
        log.At("tile/0/001")[0] ^= 1;
        Assert.NotEmpty((await log.VerifyAsync(checkpoint)).Faults);
    }

    [Fact]
    public async Task A_wrong_root_or_size_in_the_checkpoint_is_found()
    {
        var log = MemoryLog.Of(300);
        Assert.Equal(LogFaultKind.RootDiffers, Assert.Single((await log.VerifyAsync(log.Checkpoint with { Root = MerkleHash.Empty })).Faults).Kind);
        Assert.Contains((await log.VerifyAsync(log.Checkpoint with { Size = 301 })).Faults, fault => fault.Kind == LogFaultKind.Missing);
        Assert.NotEmpty((await log.VerifyAsync(log.Checkpoint with { Size = 299 })).Faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(299)]
    [InlineData(300)]
    public async Task A_log_that_grew_from_the_kept_checkpoint_is_found_right(int keptSize)
    {
        var verdict = await MemoryLog.Of(300).VerifyAsync(kept: MemoryLog.Of(keptSize).Checkpoint);
        Assert.Empty(verdict.Faults);
    }

    [Theory]
    [InlineData(0, LogFaultKind.HistoryChanged)]
    [InlineData(1, LogFaultKind.HistoryChanged)]
    [InlineData(256, LogFaultKind.HistoryChanged)]
    [InlineData(299, LogFaultKind.HistoryChanged)]
    [InlineData(300, LogFaultKind.SplitView)]
    [InlineData(301, LogFaultKind.Smaller)]
    public async Task A_log_that_did_not_grow_from_the_kept_checkpoint_is_found(int keptSize, LogFaultKind expected)
    {
        var log = MemoryLog.Of(300);
        var verdict = await log.VerifyAsync(kept: log.Checkpoint with { Size = keptSize, Root = MerkleHash.Leaf([9]) });
        Assert.Equal(expected, Assert.Single(verdict.Faults).Kind);
    }

    [Fact]
    public async Task A_log_wrong_throughout_gives_a_bounded_list_of_faults()
    {
        var log = MemoryLog.Of(3000);
        foreach (var (path, bytes) in log.Resources)
        {
            for (var i = 0; !path.IsEntries && i < bytes.Length; i++) bytes[i] ^= 1;
        }
        Assert.Equal(LogVerifier.MostFaults, (await log.VerifyAsync()).Faults.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(65_900)]
    [InlineData(66_000)]
    public async Task Reading_goes_on_from_what_was_verified_before_and_reads_nothing_of_it_again(int size)
    {
        var before = new VerifiedPrefix(size, MemoryLog.Of(size).Edge.Root());
        var asked = new List<TilePath>();
        var verdict = await LogVerifier.VerifyAsync(
            Whole.Checkpoint,
            (path, cancel) =>
            {
                asked.Add(path);
                return Whole.Fetch(path, cancel);
            },
            verified: before, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(verdict.Faults);
        Assert.Equal(Whole.Edge.Root(), verdict.Root);
        Assert.DoesNotContain(asked, path => path.IsEntries && path.Index < size / 256);
    }

    [Fact]
    public async Task A_start_that_is_no_longer_the_one_verified_is_found()
    {
        var other = new VerifiedPrefix(300, MemoryLog.Of(301).Edge.Root());
        var verdict = await LogVerifier.VerifyAsync(Whole.Checkpoint, Whole.Fetch, verified: other, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(LogFaultKind.HistoryChanged, Assert.Single(verdict.Faults).Kind);
        var larger = new VerifiedPrefix(66_001, Whole.Edge.Root());
        verdict = await LogVerifier.VerifyAsync(Whole.Checkpoint, Whole.Fetch, verified: larger, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(LogFaultKind.Smaller, Assert.Single(verdict.Faults).Kind);
    }

    [Fact]
    public async Task Progress_tells_what_is_sure_and_stops_at_the_first_fault()
    {
        var log = Whole.Copy();
        log.At("tile/entries/005")[10] ^= 1;
        var told = new Told();
        await LogVerifier.VerifyAsync(log.Checkpoint, log.Fetch, progress: told, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([256, 512, 768, 1024, 1280], told.Prefixes.Select(prefix => prefix.Size));
        Assert.Equal(MemoryLog.Of(1280).Edge.Root(), told.Prefixes[^1].Root);
    }

    private sealed class Told : IProgress<VerifiedPrefix>
    {
        public List<VerifiedPrefix> Prefixes { get; } = [];

        public void Report(VerifiedPrefix value) => Prefixes.Add(value);
    }
}
