namespace CreditShare.ExchangeLog.Tiles;

/// <summary>An entry bundle to be written whole at its path.</summary>
public sealed record BundleWrite(TilePath Path, ReadOnlyMemory<byte> Bytes);
