using CreditShare.Domain.Lookups;

namespace CreditShare.Domain.Reports;

/// <summary>
/// A credit report of one subject, for a file or for printing: what the three lookups say on one day, in one piece. This is what the log commits to; a page and a printed sheet only show it.
/// It holds records and what the law attaches to them: no score, no rating, no advice.
/// </summary>
public sealed record CreditReport
{
    /// <summary>Id of the entry in the exchange log; durable before the report left.</summary>
    public required string LogEntry { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>found, or none-found where there is neither a measure nor a record in it.</summary>
    public required string Result { get; init; }

    public required AnswerSubject Subject { get; init; }

    /// <summary>For which agency, for what, in which case.</summary>
    public required AnswerAsked Asked { get; init; }

    /// <summary>What it was computed from: these determine it completely.</summary>
    public required AnswerBasis Registry { get; init; }

    /// <summary>Measures of joint punishment in force in the agency's city.</summary>
    public required IReadOnlyList<AnswerMeasure> Punishments { get; init; }

    public required IReadOnlyList<AnswerMeasure> Rewards { get; init; }

    /// <summary>The records in use.</summary>
    public required IReadOnlyList<AnswerRecord> Records { get; init; }

    /// <summary>Records left out for want of entitlement, by sharing class.</summary>
    public required IReadOnlyDictionary<string, int> Withheld { get; init; }

    /// <summary>What it means and what it does not, as it is printed.</summary>
    public required IReadOnlyList<ReportNote> Notes { get; init; }

    /// <summary>Whether another report says the same of the subject, whenever it was issued and whatever it was computed from.</summary>
    public bool SaysTheSameAs(CreditReport other)
    {
        var same = other with { LogEntry = LogEntry, IssuedAt = IssuedAt, Asked = Asked, Registry = Registry, Notes = Notes };
        return CreditReportJson.Write(this).AsSpan().SequenceEqual(CreditReportJson.Write(same));
    }
}

/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record ReportNote(string Zh, string En);
