using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>What an append gives.</summary>
/// <param name="Edge">The edge of the grown tree.</param>
/// <param name="PartialTiles">The partial tiles of the grown tree, one a level at most, level 0 first: what the next append needs.</param>
/// <param name="Writes">Every tile that is new or has grown, full and partial, in the order in which they came about.</param>
public sealed record TreeAppended(TreeEdge Edge, IReadOnlyList<Tile> PartialTiles, IReadOnlyList<Tile> Writes);
