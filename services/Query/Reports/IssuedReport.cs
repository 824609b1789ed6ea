using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Query.Reports;

/// <summary>A report with what stands on it beside its data.</summary>
/// <param name="Report">The data, which the log commits to.</param>
/// <param name="Code">Leads to the page that says whether it is genuine.</param>
/// <param name="Commitment">What the log's entry holds of the data.</param>
/// <param name="Page">Address of that page.</param>
/// <param name="Proof">Where the agency gets the proof that the entry stands in the log.</param>
internal sealed record IssuedReport(CreditReport Report, ReportCode Code, Commitment Commitment, Uri Page, Uri Proof);
