namespace CreditShare.ExchangeLog.Tiles;

/// <summary>
/// Gives the tile of a path, at its width or wider. Asked only for tiles that a tree of the size in question has, so a missing one is
/// a broken store: the reader throws its own exception.
/// </summary>
public delegate Tile TileReader(TilePath path);
