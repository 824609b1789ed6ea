using System.Security.Cryptography;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Secrets;

namespace CreditShare.Ingestion.Publishing;

/// <summary>
/// A city's Ed25519 key: it signs every chunk, so that nobody else can speak for the city. A new key put in the file's place signs from the next chunk on, without
/// a stop. Safe for concurrent callers.
/// </summary>
public sealed class CityKey
{
    private readonly string file;
    private volatile Loaded loaded;

    private CityKey(string file)
    {
        this.file = file;
        loaded = Read(file);
    }

    /// <summary>32 bytes; the registry lists it under <c>Registry:MemberKeys</c>.</summary>
    public byte[] PublicKey => Current().PublicKey;

    /// <summary>Reads <c>city-CODE.key</c>, or makes it, with its public half beside it, if that is allowed.</summary>
    /// <exception cref="InvalidOperationException">The file is missing or holds no key.</exception>
    public static CityKey Load(string folder, string city, bool create)
    {
        var file = Path.Combine(folder, $"city-{city}.key");
        if (!File.Exists(file))
        {
            if (!create)
                throw new InvalidOperationException($"The signing key {file} of city {city} is missing. Restore it, or set Ingestion:CreateKeys to make a new one.");
            Make(file);
        }
        return new CityKey(file);
    }

    /// <summary>Why <see cref="Load"/> would fail; null if it would not. Makes nothing.</summary>
    public static string? Fault(string folder, string city, bool create)
    {
        var file = Path.Combine(folder, $"city-{city}.key");
        if (!File.Exists(file))
            return create ? null : $"Ingestion:KeysFolder: the signing key {file} of city {city} is missing. Restore it, or set Ingestion:CreateKeys to make a new one.";
        try
        {
            Read(file);
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"Ingestion:KeysFolder: {fault.Message}";
        }
    }

    /// <summary>Makes a key as <c>city-CODE.next.key</c>, with its public half beside it: the first step of a rotation.</summary>
    /// <returns>The public half, base64.</returns>
    /// <exception cref="IOException">There is one already.</exception>
    public static string MakeNext(string folder, string city) => Make(Path.Combine(folder, $"city-{city}.next.key"));

    public byte[] Sign(ReadOnlySpan<byte> digest) => Ed25519.Sign(Current().Seed, digest);

    private static string Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedLength);
        SecretFile.Write(file, Convert.ToBase64String(seed));
        var publicKey = Convert.ToBase64String(Ed25519.PublicKey(seed));
        File.WriteAllText(file + ".pub", publicKey + "\n");
        return publicKey;
    }

    private Loaded Current()
    {
        var now = loaded;
        if (File.GetLastWriteTimeUtc(file) == now.Written)
            return now;
        try
        {
            return loaded = Read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Being replaced, not by a rename, or put there with wrong rights: the key that was read goes on.
            return now;
        }
    }

    private static Loaded Read(string file)
    {
        var written = File.GetLastWriteTimeUtc(file);
        var bytes = new byte[64];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var length) && length == Ed25519.SeedLength
            ? new(bytes[..length], Ed25519.PublicKey(bytes.AsSpan(0, length)), written)
            : throw new InvalidOperationException($"{file} holds no Ed25519 seed (32 bytes in base64).");
    }

    private sealed record Loaded(byte[] Seed, byte[] PublicKey, DateTime Written);
}
