using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Problems;
using CreditShare.Query.BatchLookups;
using CreditShare.Query.Charging;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.Pages.Lists;

/// <summary>The answers to a list, as they are shown and taken away: both from the bytes that the log commits to.</summary>
/// <param name="Entry">Id of the entry of the exchange log.</param>
/// <param name="AnsweredAt">UTC.</param>
/// <param name="Asked">punishments or rewards.</param>
/// <param name="Purpose">Code.</param>
/// <param name="CaseNumber">Of the list.</param>
/// <param name="Lines">In the order of the list.</param>
/// <param name="Charges">Which measures are the own agency's.</param>
public sealed record ListShown(string Entry, DateTimeOffset AnsweredAt, string Asked, string Purpose, string CaseNumber, IReadOnlyList<ListLine> Lines, MeasureCharges Charges)
{
    /// <summary>What the own agency must, may or grants for a line's subject.</summary>
    public IReadOnlyList<AnswerMeasure> Own(ListLine line) => [.. (line.Answer?.Measures ?? []).Where(Charges.IsOwn)];

    /// <summary>What other kinds of agency are charged with.</summary>
    public IReadOnlyList<AnswerMeasure> Others(ListLine line) => [.. (line.Answer?.Measures ?? []).Where(measure => !Charges.IsOwn(measure))];

    public IEnumerable<ListLine> Of(ListResult result) => Lines.Where(line => line.Result == result);

    internal static async Task<ListShown> MakeAsync(AnsweredBatch batch, SeedFolder seeds, CancellationToken ct)
    {
        var shown = new List<ListLine>(batch.Lines.Lines.Count);
        await using var answers = batch.Answers.AgainAsync(batch.Content, batch.Key, ct).GetAsyncEnumerator(ct);
        foreach (var line in batch.Lines.Lines)
        {
            if (line.Place is null)
                shown.Add(line.SameAs is { } sameAs ? new(line.Number, line.Code, ListResult.Repeated, sameAs, null, null) : new(line.Number, line.Code, ListResult.Wrong, null, null, line.Error));
            else if (await answers.MoveNextAsync() && answers.Current is { } bytes && LookupAnswerJson.Read(bytes) is var answer)
                shown.Add(new(line.Number, line.Code, answer.Result == "found" ? ListResult.Found : ListResult.None, null, answer, null));
            else
                shown.Add(new(line.Number, line.Code, ListResult.Wrong, null, null, BatchAnswerWriter.Gone));
        }
        var asking = batch.Answers.Asking;
        // All are of one day, and so by one edition.
        var charges = MeasureCharges.Of(seeds, asking.Agency.Code, shown.FirstOrDefault(line => line.Answer is not null)?.Answer!.Registry);
        return new(batch.Answers.Entry, batch.Answers.Now, batch.Answers.Asked, asking.Purpose.Code, asking.CaseNumber, shown, charges);
    }
}

/// <param name="Number">In the list, from 1.</param>
/// <param name="Code">As it is written properly; null where it is wrong.</param>
/// <param name="Result">What became of it.</param>
/// <param name="SameAs">The line with the same code, which has the answer.</param>
/// <param name="Answer">Where there is one.</param>
/// <param name="Error">What is wrong.</param>
public sealed record ListLine(int Number, string? Code, ListResult Result, int? SameAs, LookupAnswer? Answer, ProblemError? Error);

/// <summary>What became of a line of a list.</summary>
public enum ListResult
{
    /// <summary>Measures hold for the subject.</summary>
    Found,

    /// <summary>None does.</summary>
    None,

    /// <summary>The line is no code.</summary>
    Wrong,

    /// <summary>The same code stands further up.</summary>
    Repeated,
}
