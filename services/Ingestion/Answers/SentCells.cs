using System.Globalization;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Answers;

/// <summary>
/// The cells of a chunk as they stood in the file. A reason may tell what a cell was read as (5000 yuan) and not what stands in it (0.5, in a column of 万元): whoever is to mend the file must know what stands there.
/// </summary>
/// <param name="extras">What is kept of the chunk; where it is gone, what the reasons say is all there is.</param>
internal sealed class SentCells(ChunkExtras extras)
{
    public static SentCells None { get; } = new(ChunkExtras.None);

    /// <param name="place">Which of the chunk's records, from 0.</param>
    /// <param name="column">The column of the reason's field; null if its table has none, or it came as JSON.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <returns>What was sent, shortened, and what it was read as where that is something else.</returns>
    public (string? Found, string? ReadAs) Of(int place, int? column, Reason reason)
    {
        if (reason.Found is not { } found || !RecordFields.TryFind(reason.Field, out var field) || Cell(place, column, reason.Field, out var unit) is not { } cell || CellText.Fold(cell) is var text && text.Contains(found, StringComparison.Ordinal))
            return (reason.Found, null);
        if (field is RecordField.Fine or RecordField.Confiscated)
        {
            return MoneyAmount.Parse(text, unit) is { IsSuccess: true } amount && decimal.TryParse(found, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && amount.Value == yuan
                ? (Reason.Show(cell), $"{found} 元") : (found, null);
        }
        var isRead = field == RecordField.Severity
            || (ChineseDate.Parse(text) is { IsSuccess: true } day && day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == found)
            || extras.Changes.Any(changed => changed.Record == place && changed.Changes.Any(change => change.Field == reason.Field && change.ReadAs == found));
        // Else it is no reading of the cell: a law that it cites, the item that the record belongs to.
        return isRead ? (Reason.Show(cell), found) : (found, null);
    }

    private string? Cell(int place, int? column, string path, out decimal unit)
    {
        var row = place < extras.Rows.Count ? extras.Rows[place] : null;
        unit = row?.Fields is null ? MoneyAmount.TenThousandYuan : MoneyAmount.Yuan;
        return row?.Fields is { } fields ? fields.GetValueOrDefault(path) : column is { } at && at < row?.Cells.Count ? row.Cells[at] : null;
    }
}
