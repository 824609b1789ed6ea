using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Tests;

/// <summary>The names, keys and entries of the specification's vectors.</summary>
internal static class Some
{
    public const string Origin = "log.creditshare.example/exchange";
    public const string WitnessName = "hangzhou.creditshare.example/witness";
    public const string LogVkey = "log.creditshare.example/exchange+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    public const string WitnessVkey = "hangzhou.creditshare.example/witness+6557f9d9+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";

    public const string LogLine =
        "— log.creditshare.example/exchange ksh/HQfNrtf+JiNcqan6cl7x1vs+AG1qy5P6RBIKlwJUAd0p2P7+8gEe7STPFLDiGsKa5aMajkBKA90XGVTNrmgisQ8=";

    public const string WitnessLine =
        "— hangzhou.creditshare.example/witness ZVf52QAAAABrSdIALurEl+XNbeQPWaNZDOd0+sjVpH9okCCOfKcu7LbKRED4h4dr4igfv99eq9DthRCwPHd25bG8xjd0/BaLOL89CA==";

    public const string CheckpointText = "log.creditshare.example/exchange\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n";
    public const string CheckpointNote = CheckpointText + "\n" + LogLine + "\n" + WitnessLine + "\n";

    public static readonly DateTimeOffset WitnessTime = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static SignerKey LogKey => new(Origin, KeyType.Note, Bytes(0x00, 32));

    public static SignerKey WitnessKey => new(WitnessName, KeyType.Cosignature, Bytes(0x20, 32));

    public static Checkpoint Checkpoint7 => new(Origin, 7, MerkleHash.Parse("kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0="));

    public static byte[] Bytes(int first, int count) => [.. Enumerable.Range(first, count).Select(value => (byte)value)];

    public static byte[] Entry(long index) => Encoding.ASCII.GetBytes($"entry-{index}");

    public static MerkleHash[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleHash.Leaf(Entry(i)))];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
