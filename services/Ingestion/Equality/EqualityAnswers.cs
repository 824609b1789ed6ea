namespace CreditShare.Ingestion.Equality;

/// <summary>A comparison, as its bureau reads it.</summary>
/// <param name="Id">Id of the comparison.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it was asked for last (UTC). What had a receipt by then is compared.</param>
/// <param name="ComparedAt">When it ended (UTC); absent while it is open.</param>
/// <param name="Rounds">Questions put to the registry so far.</param>
/// <param name="Records">Records that the registry must hold.</param>
/// <param name="Erased">Beside them: records whose content the registry has deleted because their retention ended. They are no differences.</param>
/// <param name="Differences">Record by record, the first 1,000.</param>
/// <param name="More">Whether there are others.</param>
/// <param name="LogEntry">Id of the comparison's entry in the exchange log; absent while it is open, and if it failed.</param>
/// <param name="Failure">Why it came to no end; absent unless it failed.</param>
public sealed record ComparisonStatus(
    string Id, ComparisonState State, DateTimeOffset StartedAt, DateTimeOffset? ComparedAt, int Rounds, long Records, long Erased,
    IReadOnlyList<DifferenceRow> Differences, bool More, string? LogEntry, FailureText? Failure)
{
    internal static ComparisonStatus Of(Comparison comparison, long erased)
    {
        var isTold = comparison.State == ComparisonState.Different;
        return new(
            comparison.Id, comparison.State, comparison.StartedAt, comparison.EndedAt, comparison.Round, comparison.Records, erased,
            isTold ? [.. comparison.Found.Select(DifferenceRow.Of)] : [], isTold && comparison.More, comparison.LogEntry, comparison.Failure);
    }
}

/// <summary>A record that differs.</summary>
public sealed record DifferenceRow(DifferenceKind What, string Item, DateOnly Day, string SourceId, string Zh, string En)
{
    internal static DifferenceRow Of(FoundDifference found)
    {
        var (zh, en) = found.What switch
        {
            DifferenceKind.Missing => ("已报送并被接受，但登记库中没有。", "It was sent and accepted, and the registry does not hold it."),
            DifferenceKind.Extra => ("登记库中有，但本市没有报送过。", "The registry holds it, and the city never sent it."),
            _ => ("登记库中的内容或状态与本市最后报送的不一致。", "The registry holds it otherwise than the city sent it last."),
        };
        return new(found.What, found.Item, found.Day, found.SourceId, zh, en);
    }
}

/// <param name="Items">The last comparisons, newest first.</param>
public sealed record ComparisonList(IReadOnlyList<ComparisonStatus> Items);
