using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports;

/// <summary>Makes what travels of what was read: canonical bytes, order, and the faults found so far.</summary>
internal static class RowConverter
{
    /// <summary>Faults told of one record; a line can hold thousands, each longer than what is wrong.</summary>
    private const int MostFaults = 50;

    /// <param name="row">The row.</param>
    /// <param name="stamp">Gives the order of a record that has no version number.</param>
    /// <param name="changes">Gets every cell that was read as something other than it says.</param>
    public static SubmittedRecord Convert(ReadRow row, Func<long> stamp, List<CellChange>? changes = null)
    {
        var faults = row.Faults;
        byte[] content = [];
        long? version = null;
        if (row.Cells is { } cells)
        {
            version = RecordReader.ReadSourceVersion(cells, faults, changes);
            content = RecordJson.Write(RecordReader.Read(cells, faults, changes));
        }
        if (faults.Count > MostFaults)
        {
            var more = faults.Count - MostFaults;
            faults = [.. faults[..MostFaults], DecidingReasons.MoreFaults(more)];
        }
        return new SubmittedRecord
        {
            Line = row.Line,
            Order = version ?? stamp(),
            Content = content,
            Faults = faults.Count == 0 ? null : DecisionJson.WriteReasons(faults),
        };
    }
}
