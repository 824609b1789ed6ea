using System.Text.Json.Serialization;

namespace CreditShare.Domain.Cases;

/// <summary>
/// What versions of one record opened, as it was opened: the agencies that are charged with the same measure in the same words stand together, so that a record is kept once and not by
/// agency. Cases are only ever added, at the end, so the place of each stays.
/// </summary>
public sealed record OpenedCases
{
    /// <summary>City that sent the record.</summary>
    public required string RecordCity { get; init; }

    /// <summary>The record's id there.</summary>
    public required string SourceId { get; init; }

    /// <summary>Code of the subject.</summary>
    public required string Subject { get; init; }

    public required IReadOnlyList<OpenedMeasure> Measures { get; init; }

    /// <summary>All cases, each in its first round.</summary>
    [JsonIgnore]
    public IReadOnlyList<MeasureCase> Cases
    {
        get
        {
            var opening = MeasureCase.OpeningOf(new(RecordCity, SourceId), Subject);
            return [.. Measures.SelectMany(measure => measure.Agencies.Select(agency => new MeasureCase
            {
                Id = MeasureCase.IdOf(opening, measure.Measure, agency.Code),
                RecordCity = RecordCity,
                SourceId = SourceId,
                Subject = Subject,
                Measure = measure.Measure,
                Agency = agency.Code,
                City = agency.City,
                Rounds = [measure.Round],
            }))];
        }
    }

    /// <param name="cases">One at least, all of one record and subject, each in its first round.</param>
    public static OpenedCases Of(IReadOnlyList<MeasureCase> cases)
    {
        var measures = new List<(string Measure, CaseRound Round, List<ChargedAgency> Agencies)>();
        foreach (var opened in cases)
        {
            var like = measures.Find(measure => measure.Measure == opened.Measure && measure.Round.IsWordedAs(opened.Round));
            if (like.Agencies is null)
                measures.Add(like = (opened.Measure, opened.Round, []));
            like.Agencies.Add(new(opened.Agency, opened.City));
        }
        return new()
        {
            RecordCity = cases[0].RecordCity,
            SourceId = cases[0].SourceId,
            Subject = cases[0].Subject,
            Measures = [.. measures.Select(measure => new OpenedMeasure(measure.Measure, measure.Round, measure.Agencies))],
        };
    }

    /// <summary>With further cases of the same record and subject behind these; those that are here already stay as they were.</summary>
    public OpenedCases With(IReadOnlyList<MeasureCase> cases)
    {
        var held = Cases.Select(own => own.Id).ToHashSet();
        var news = cases.Where(opened => held.Add(opened.Id)).ToList();
        return news.Count == 0 ? this : this with { Measures = [.. Measures, .. Of(news).Measures] };
    }
}

/// <summary>A measure with all agencies that are charged with it in the same words.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Round">The first round of each of the cases.</param>
/// <param name="Agencies">Never empty.</param>
public sealed record OpenedMeasure(string Measure, CaseRound Round, IReadOnlyList<ChargedAgency> Agencies);

/// <param name="Code">Of the agency.</param>
/// <param name="City">Its city.</param>
public sealed record ChargedAgency(string Code, string City);
