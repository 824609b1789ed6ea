using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Verifying;

/// <summary>Fetches the bytes of a hash tile or an entry bundle (unzipped); null if there are none. Its own failures pass through.</summary>
public delegate ValueTask<ReadOnlyMemory<byte>?> ResourceReader(TilePath path, CancellationToken cancellation);
