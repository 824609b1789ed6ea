namespace CreditShare.Query;

/// <summary>Section <c>Query</c> of the configuration.</summary>
public sealed class QueryOptions
{
    /// <summary>
    /// Address under which everybody reaches this service: it is printed on reports, so that they can be checked. An absolute http or https address without query; default <c>http://localhost:5083</c>,
    /// which is good for trying out only.
    /// </summary>
    public string PublicAddress { get; set; } = "http://localhost:5083";

    /// <summary>Address under which the exchange log's proofs are reached; default that of <see cref="PublicAddress"/>, where one gateway stands before all services.</summary>
    public string? LogAddress { get; set; }

    /// <summary>
    /// Files of the fonts that PDF reports are set in, in order: a character is drawn by the first that has it. TrueType outlines (.ttf, .ttc). Default: those that are found in the usual places of the system.
    /// </summary>
    public string[] ReportFonts { get; set; } = [];

    internal Uri Public => new(Folder(PublicAddress));

    internal Uri Log => new(Folder(LogAddress ?? PublicAddress));

    /// <summary>All faults of the options at once; empty if they can stand.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, address) in new[] { (nameof(PublicAddress), PublicAddress), (nameof(LogAddress), LogAddress ?? PublicAddress) })
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
                yield return $"Query:{name} is '{address}'; it must be an address such as https://credit.example.org, without user, query and fragment.";
        }
        foreach (var file in ReportFonts)
        {
            if (!File.Exists(file))
                yield return $"Query:ReportFonts: {file} does not exist.";
        }
    }

    private static string Folder(string address) => address.EndsWith('/') ? address : address + "/";
}
