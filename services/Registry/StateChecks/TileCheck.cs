using System.Globalization;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>Tiles that no log of this size has: that those it has are right is told when it is verified, but nobody would ask for these.</summary>
internal static class TileCheck
{
    private const int PageSize = 1000;

    public static async Task RunAsync(IStoreContents contents, ILogStore log, DifferenceList differences, CancellationToken ct)
    {
        string? after = null;
        while (await contents.TilesAsync(after, PageSize, ct) is { Count: > 0 } page)
        {
            // Asked after the page was read: a tile is written when its entries have their indexes.
            var size = await log.SizeAsync(ct);
            foreach (var tile in page)
            {
                var most = Width(tile.Id, size);
                if (most == 0)
                    differences.Add(StatePart.Tile, DifferenceKind.Extra, $"tile/{tile.Id}", $"A log of {size} entries has no such tile.");
                else if (tile.Width > most)
                    differences.Add(StatePart.Tile, DifferenceKind.Changed, $"tile/{tile.Id}", $"It says that it has {tile.Width} hashes; in a log of {size} entries it has {most}.");
            }
            after = page[^1].Id;
        }
    }

    /// <summary>How many hashes the tile has in a log of this size; 0 if there is no such tile.</summary>
    private static int Width(string id, long size) =>
        id.Split('/') is [var level, var number]
        && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var l) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? Tile.WidthAt(l, n, size)
            : 0;
}
