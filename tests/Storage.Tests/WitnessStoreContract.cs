namespace CreditShare.Storage.Tests;

/// <summary>What every engine's witness store promises. An engine subclasses it.</summary>
public abstract class WitnessStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PublishedCheckpoint First = new("first\n", 0, 3, null);
    private static readonly PublishedCheckpoint Second = new("second\n", 3, 3, Now);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IWitnessStore Store { get; }

    [Fact]
    public async Task A_checkpoint_is_shown_only_in_the_place_of_the_one_expected()
    {
        Assert.Null(await Store.ReadPublishedAsync(Cancel));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplacePublishedAsync("first\n", Second, Cancel));
        await Store.ReplacePublishedAsync(null, First, Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplacePublishedAsync(null, Second, Cancel));
        Assert.Equal(First, await Store.ReadPublishedAsync(Cancel));
        await Store.ReplacePublishedAsync("first\n", Second, Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplacePublishedAsync("first\n", First, Cancel));
        Assert.Equal(Second, await Store.ReadPublishedAsync(Cancel));
    }

    [Fact]
    public async Task Of_many_that_would_show_another_one_succeeds()
    {
        await Store.ReplacePublishedAsync(null, First, Cancel);
        var tries = Enumerable.Range(0, 8).Select(async n =>
        {
            try
            {
                await Store.ReplacePublishedAsync("first\n", Second with { Note = $"{n}\n" }, Cancel);
                return 1;
            }
            catch (StoreConflictException)
            {
                return 0;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(tries)).Sum());
    }

    [Fact]
    public async Task The_last_word_of_a_witness_is_kept_and_evidence_for_good()
    {
        var cosigned = new WitnessStanding("hangzhou/witness", 7, "— line", Now, null);
        await Store.WriteWitnessAsync(cosigned with { Size = 3 }, Cancel);
        await Store.WriteWitnessAsync(cosigned, Cancel);
        Assert.Equal([cosigned], await Store.ReadWitnessesAsync(Cancel));
        await Store.WriteWitnessAsync(cosigned with { Size = 9, Cosignature = null, Evidence = "two histories" }, Cancel);
        await Store.WriteWitnessAsync(cosigned with { Evidence = "later" }, Cancel);
        await Store.WriteWitnessAsync(cosigned with { Name = "other/witness" }, Cancel);
        await Store.WriteWitnessAsync(new("third/witness", 0, null, Now, "never cosigned"), Cancel);
        Assert.Equal(
            [cosigned with { Evidence = "two histories" }, cosigned with { Name = "other/witness" }, new("third/witness", 0, null, Now, "never cosigned")],
            (await Store.ReadWitnessesAsync(Cancel)).OrderBy(standing => standing.Name, StringComparer.Ordinal));
    }
}
