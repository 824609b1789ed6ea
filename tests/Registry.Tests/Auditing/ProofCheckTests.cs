using CreditShare.Committee;
using CreditShare.Committee.Pages.Log;
using CreditShare.Committee.Proofs;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>What the console says of a proof is what it checked, and no more.</summary>
public sealed class ProofCheckTests : IAsyncDisposable
{
    private static readonly byte[] AnotherSeed = [.. Enumerable.Repeat((byte)1, 32)];

    private readonly SqliteHouse house = new();
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return house.DisposeAsync();
    }

    [Fact]
    public async Task A_proof_is_called_verified_only_if_the_key_of_the_log_was_there_to_check_it_by()
    {
        var decided = await house.DecideAsync((1, Some.Penalty()));
        await house.SequenceAsync();
        var stored = (await house.Log.FindEntryAsync(decided[0].LogEntry, Cancel))!;
        Assert.Equal("good", await ToneAsync(stored, House.LogKey.Verifier));
        Assert.Equal("bad", await ToneAsync(stored, new SignerKey(House.Origin, KeyType.Note, AnotherSeed).Verifier));
        Assert.Equal("warn", await ToneAsync(stored, null));
    }

    private async Task<string> ToneAsync(StoredEntry stored, VerifierKey? key)
    {
        var file = folder.File("log.key.pub");
        File.Delete(file);
        if (key is not null)
            await File.WriteAllTextAsync(file, key.ToString(), Cancel);
        var check = new ProofCheck(new InclusionProofs(house.Log, new ShownLog(house.Witnesses)), Options.Create(new CommitteeOptions { LogKeyFile = file }));
        return (await check.CheckAsync(stored, Cancel))!.Tone;
    }
}
