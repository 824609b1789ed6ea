namespace CreditShare.Domain.Records;

/// <summary>What makes a record one and the same for ever: the city that sent it and the id it has there.</summary>
/// <param name="City">GB/T 2260 code of the city, six digits.</param>
/// <param name="SourceId">The bureau's own id, 1 to 200 characters, compared to the letter.</param>
public readonly record struct RecordKey(string City, string SourceId)
{
    public override string ToString() => $"{City}/{SourceId}";
}
