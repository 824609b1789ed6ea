using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.Verifier.Sources;

/// <summary>Where a log lies: at an address, or in a folder with the same paths.</summary>
internal interface ILogSource : IDisposable
{
    /// <summary>The bytes of a resource such as <c>checkpoint</c>; null if there is none.</summary>
    /// <exception cref="SourceUnreachableException">The source cannot be reached, or refuses.</exception>
    Task<byte[]?> ReadAsync(string resource, CancellationToken ct);
}

/// <summary>The log could not be read, which says nothing about whether it is right.</summary>
internal sealed class SourceUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

internal static class LogSource
{
    public const string Checkpoint = "checkpoint";

    /// <param name="place">An http(s) address, with the log's prefix (<c>https://committee.example.org/log</c>), or a folder.</param>
    /// <param name="token">Bearer token for entries; null for none.</param>
    /// <exception cref="SourceUnreachableException">It is neither.</exception>
    public static ILogSource Of(string place, string? token) =>
        Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new HttpLogSource(address, token)
        : Directory.Exists(place) ? new FolderLogSource(place)
        : throw new SourceUnreachableException($"{place} is neither an http address nor a folder.");

    public static async Task<byte[]> CheckpointAsync(this ILogSource source, CancellationToken ct) =>
        await source.ReadAsync(Checkpoint, ct) ?? throw new SourceUnreachableException("There is no checkpoint.");

    public static async ValueTask<ReadOnlyMemory<byte>?> TileAsync(this ILogSource source, TilePath path, CancellationToken ct) =>
        await source.ReadAsync(path.ToString(), ct) is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);
}
