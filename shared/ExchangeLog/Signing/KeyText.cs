using System.Globalization;

namespace CreditShare.ExchangeLog.Signing;

/// <summary>The form that verifier and signer keys share: <c>name+hex(key id)+base64(type ‖ 32 bytes)</c>.</summary>
internal static class KeyText
{
    private const int IdDigits = 8;

    public static string Write(string name, uint id, KeyType type, ReadOnlySpan<byte> key) =>
        $"{name}+{id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([(byte)type, .. key])}";

    /// <summary>Reads the parts strictly, without comparing the id.</summary>
    public static bool TryRead(string text, out string name, out uint id, out KeyType type, out byte[] key)
    {
        (name, id, type, key) = ("", 0, default, []);
        // The base64 part may hold a plus itself.
        if (text.Split('+', 3) is not [var namePart, { Length: IdDigits } idPart, var keyPart]) return false;
        if (!KeyName.IsValid(namePart) || !idPart.All(char.IsAsciiHexDigitLower)) return false;
        if (!StrictBase64.TryDecode(keyPart, out var bytes) || bytes.Length != 1 + Ed25519.PublicKeyLength) return false;
        id = uint.Parse(idPart, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        (name, type, key) = (namePart, (KeyType)bytes[0], bytes[1..]);
        return Enum.IsDefined(type);
    }
}
