using CreditShare.Query.Lookups;
using CreditShare.Query.Reports;
using CreditShare.Query.Search;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Pages.Lookups;

/// <summary>What an official typed into the form of a lookup, as it came: the form is shown again with it.</summary>
public sealed class LookupFields
{
    /// <summary>Code of the subject, or a name or part of one.</summary>
    [FromForm(Name = "subject")]
    public string? Subject { get; init; }

    [FromForm(Name = "purpose")]
    public string? Purpose { get; init; }

    [FromForm(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>Reference of the subject's written authorisation; empty if there is none.</summary>
    [FromForm(Name = "authorisation")]
    public string? Authorisation { get; init; }

    /// <summary>A day of China's calendar; empty for today.</summary>
    [FromForm(Name = "asOf")]
    public string? AsOf { get; init; }

    /// <summary>Where the page of names before ended; empty for the first.</summary>
    [FromForm(Name = "after")]
    public string? After { get; init; }

    /// <summary>Whether the subject was named by its name: a code is made of ASCII letters and digits alone, and no name of an organisation here is.</summary>
    internal bool IsName => !string.IsNullOrWhiteSpace(Subject) && !Subject.Trim().Normalize(System.Text.NormalizationForm.FormKC).All(sign => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or '-');

    internal LookupQuery Lookup => new() { Uscc = Subject?.Trim() ?? "", Purpose = Purpose, CaseNumber = CaseNumber, Authorisation = Given(Authorisation), AsOf = Given(AsOf) };

    internal SearchQuery Search => new() { Name = Subject?.Trim(), Purpose = Purpose, CaseNumber = CaseNumber, After = Given(After) };

    internal ReportQuery Report(string? format) => new() { Uscc = Subject?.Trim() ?? "", Purpose = Purpose, CaseNumber = CaseNumber, Authorisation = Given(Authorisation), Format = format };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
