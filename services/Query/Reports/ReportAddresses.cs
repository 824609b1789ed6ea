using Microsoft.Extensions.Options;

namespace CreditShare.Query.Reports;

/// <summary>The addresses that are printed on reports.</summary>
internal sealed class ReportAddresses(IOptions<QueryOptions> options)
{
    public Uri Page(ReportCode code) => new(options.Value.Public, $"reports/{code}");

    public Uri Proof(string entry) => new(options.Value.Log, $"v1/log/proofs/inclusion?entry={Uri.EscapeDataString(entry)}");

    public Uri Checkpoint => new(options.Value.Log, "log/checkpoint");
}
