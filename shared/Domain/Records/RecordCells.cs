namespace CreditShare.Domain.Records;

/// <summary>
/// The raw texts of one row or object, a cell a field, before any rule was applied. Every format (JSON, NDJSON, CSV) comes down to this,
/// so that each rule is written once. Personal columns never reach it.
/// </summary>
public sealed class RecordCells
{
    private readonly string?[] texts = new string?[RecordFields.Count];

    /// <summary>What a bare amount means: the templates count in 10,000 yuan, JSON in yuan.</summary>
    public required decimal AmountUnit { get; init; }

    public string? this[RecordField field]
    {
        get => texts[(int)field];
        set => texts[(int)field] = value;
    }
}
