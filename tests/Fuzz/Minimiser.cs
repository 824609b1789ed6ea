using System.IO.Compression;
using CreditShare.Fuzz.Mutating;

namespace CreditShare.Fuzz;

/// <summary>Makes what was found smaller as long as it is found again: whoever mends it reads less.</summary>
internal sealed class Minimiser(string folder)
{
    private const int MostTries = 400;

    private int tries;

    public async Task<byte[]> MinimiseAsync(FuzzInput input, string signature)
    {
        tries = 0;
        return input.Kind == FileKind.Xlsx && PackageMutator.Parts(input.Body) is { } parts
            ? await PartsAsync(parts, signature) ?? input.Body
            : await PiecesAsync(input.Body, body => IsFoundAsync(input.Kind, body, signature));
    }

    private async Task<byte[]?> PartsAsync(List<(string Name, byte[] Body)> parts, string signature)
    {
        if (!await IsFoundAsync(FileKind.Xlsx, Pack(parts), signature))
            return null;
        for (var i = 0; i < parts.Count; i++)
        {
            var (name, _) = parts[i];
            var at = i;
            var smaller = await PiecesAsync(parts[i].Body, body => IsFoundAsync(FileKind.Xlsx, Pack(parts.Select((part, n) => n == at ? (name, body) : part)), signature));
            parts[i] = (name, smaller);
        }
        return Pack(parts);
    }

    /// <summary>Takes pieces away, smaller and smaller ones.</summary>
    private async Task<byte[]> PiecesAsync(byte[] body, Func<byte[], Task<bool>> isFound)
    {
        for (var length = body.Length / 2; length >= 1; length /= 2)
        {
            for (var at = 0; at + length <= body.Length && tries < MostTries;)
            {
                byte[] smaller = [.. body[..at], .. body[(at + length)..]];
                if (await isFound(smaller))
                    body = smaller;
                else
                    at += length;
            }
        }
        return body;
    }

    private async Task<bool> IsFoundAsync(FileKind kind, byte[] body, string signature)
    {
        tries++;
        return (await Trial.RunAsync(new(kind, body), folder)).Finding?.Signature == signature;
    }

    private static byte[] Pack(IEnumerable<(string Name, byte[] Body)> parts) => PackageMutator.Pack(parts, CompressionLevel.Fastest);
}
