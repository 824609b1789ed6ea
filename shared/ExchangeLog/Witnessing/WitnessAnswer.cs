using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Checkpoints;

namespace CreditShare.ExchangeLog.Witnessing;

/// <summary>What a witness answers, as HTTP has it, whatever carries it.</summary>
/// <param name="Status">200: cosigned. 409 with <see cref="SizeType"/>: the size last cosigned is another. 422: evidence that the log has two histories, or a wrong proof.</param>
/// <param name="ContentType">Null for plain text.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="Cosigned">What the witness is to keep before the answer leaves; null if nothing changes.</param>
public sealed record WitnessAnswer(int Status, string? ContentType, byte[] Body, CosignedCheckpoint? Cosigned)
{
    /// <summary>Says that the body is the size last cosigned.</summary>
    public const string SizeType = "text/x.tlog.size";

    internal static WitnessAnswer Refuse(int status, string reason) => new(status, null, Encoding.UTF8.GetBytes(reason + "\n"), null);

    internal static WitnessAnswer OtherSize(long size) => new(409, SizeType, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size}\n")), null);
}

/// <summary>The last checkpoint that a witness cosigned for a log. It never becomes smaller.</summary>
/// <param name="Checkpoint">Origin, size and root.</param>
/// <param name="Note">It with the log's signature and the witness's own.</param>
/// <param name="At">When, UTC, whole seconds.</param>
public sealed record CosignedCheckpoint(Checkpoint Checkpoint, byte[] Note, DateTimeOffset At);
