using System.Security.Cryptography;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Secrets;

namespace CreditShare.Ingestion.Witnessing;

/// <summary>The key by which a city cosigns the log's checkpoints: <c>witness-CODE.key</c>, apart from the one that signs its submissions, since a key serves one purpose.</summary>
public static class WitnessKey
{
    /// <summary>The witness's name, as its verifier key has it.</summary>
    public static string NameOf(string city) => $"city-{city}/witness";

    /// <summary>The verifier key (vkey) of the city's witness, made if there is none.</summary>
    public static string MakeVerifier(string folder, string city) => Load(folder, city, create: true)!.Verifier.ToString();

    /// <summary>Why <see cref="Load"/> would fail; null if it would not. Makes nothing.</summary>
    public static string? Fault(string folder, string city)
    {
        if (!File.Exists(Path.Combine(folder, $"witness-{city}.key")))
            return null;
        try
        {
            Load(folder, city, create: false);
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"Ingestion:KeysFolder: {fault.Message}";
        }
    }

    /// <summary>Reads the key, or makes it, with its verifier key beside it (<c>.pub</c>), if that is allowed.</summary>
    /// <returns>Null if there is none and none may be made: then this city does not witness.</returns>
    /// <exception cref="InvalidOperationException">The file holds no such key.</exception>
    public static SignerKey? Load(string folder, string city, bool create)
    {
        var file = Path.Combine(folder, $"witness-{city}.key");
        if (!File.Exists(file))
        {
            if (!create)
                return null;
            Directory.CreateDirectory(folder);
            var made = new SignerKey(NameOf(city), KeyType.Cosignature, RandomNumberGenerator.GetBytes(Ed25519.SeedLength));
            SecretFile.Write(file, made.ToSecretText());
            File.WriteAllText(file + ".pub", made.Verifier + "\n");
        }
        return SignerKey.TryParse(File.ReadAllText(file).Trim(), out var key) && key.Verifier.Type == KeyType.Cosignature
            ? key
            : throw new InvalidOperationException($"{file} holds no witness's signer key (PRIVATE+KEY+name+id+base64 of type 4).");
    }
}
