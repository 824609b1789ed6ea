using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>
/// What makes two records the same decision whatever their keys: authority, document number (its brackets and widths unified) and subject.
/// </summary>
public static class DecisionIdentity
{
    /// <summary>16 bytes; records with equal ones state the same decision.</summary>
    public static byte[] Of(CreditRecord record)
    {
        var number = record.DocumentNumber ?? record.Licence?.Number;
        var text = $"{RecordWords.Word(record.Kind!.Value)}\n{record.Authority!.Code}\n{number}\n{record.Subject!.Code}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return hash[..16].ToArray();
    }
}
