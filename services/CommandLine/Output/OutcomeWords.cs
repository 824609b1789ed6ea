namespace CreditShare.CommandLine.Output;

/// <summary>What came of a record, in Chinese: the words of the pages and of the glossary. In English it is the API's own.</summary>
internal static class OutcomeWords
{
    public const string Accepted = "入库";
    public const string Repeated = "原样重报";
    public const string Duplicate = "重复认定";
    public const string Rejected = "退回";

    /// <param name="outcome">The API's word.</param>
    public static string Chinese(string outcome) => outcome switch { "accepted" => Accepted, "repeated" => Repeated, "duplicate" => Duplicate, "rejected" => Rejected, _ => outcome };
}
