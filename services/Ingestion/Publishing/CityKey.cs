using System.Security.Cryptography;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Secrets;

namespace CreditShare.Ingestion.Publishing;

/// <summary>A city's Ed25519 key: it signs every chunk, so that nobody else can speak for the city.</summary>
public sealed class CityKey
{
    private readonly byte[] seed;

    private CityKey(byte[] seed)
    {
        this.seed = seed;
        PublicKey = Ed25519.PublicKey(seed);
    }

    /// <summary>32 bytes; the registry lists it under <c>Registry:MemberKeys</c>.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads <c>city-CODE.key</c>, or makes it, with its public half beside it, if that is allowed.</summary>
    /// <exception cref="InvalidOperationException">The file is missing or holds no key.</exception>
    public static CityKey Load(string folder, string city, bool create)
    {
        var file = Path.Combine(folder, $"city-{city}.key");
        if (!File.Exists(file))
        {
            if (!create)
                throw new InvalidOperationException($"The signing key {file} of city {city} is missing. Restore it, or set Ingestion:CreateKeys to make a new one.");
            Directory.CreateDirectory(folder);
            var made = RandomNumberGenerator.GetBytes(Ed25519.SeedLength);
            SecretFile.Write(file, Convert.ToBase64String(made));
            File.WriteAllText(file + ".pub", Convert.ToBase64String(Ed25519.PublicKey(made)) + "\n");
        }
        var bytes = new byte[64];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var length) && length == Ed25519.SeedLength
            ? new CityKey(bytes[..length])
            : throw new InvalidOperationException($"{file} holds no Ed25519 seed (32 bytes in base64).");
    }

    public byte[] Sign(ReadOnlySpan<byte> digest) => Ed25519.Sign(seed, digest);
}
