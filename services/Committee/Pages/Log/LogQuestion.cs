using System.Globalization;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Hosting.Problems;
using CreditShare.Pages.Parts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Committee.Pages.Log;

/// <summary>A search as the page's address has it. Empty fields of the form do not restrict; days are China's, both included.</summary>
internal sealed class LogQuestion
{
    private const int PageSize = 50;

    private static readonly IReadOnlyList<string> Fields = ["kind", "city", "batch", "agency", "account", "subject", "purpose", "case", "fromDay", "untilDay"];

    private readonly List<KeyValuePair<string, string?>> given;
    private readonly List<ProblemError> faults = [];

    public LogQuestion(IQueryCollection address, EntryQueryValidator validator)
    {
        given = [.. Fields.Append("order").Append("after").Select(name => KeyValuePair.Create(name, address[name].LastOrDefault()?.Trim())).Where(field => field.Value is { Length: > 0 })];
        var (from, until) = (Day("fromDay"), Day("untilDay"));
        if (from > until)
            faults.Add(new("untilDay", "span-empty", this["untilDay"], null, "结束日期不能早于开始日期。", "The last day lies before the first."));
        Query = new()
        {
            Kind = this["kind"], City = this["city"], Batch = this["batch"], Agency = this["agency"], Account = this["account"], Subject = this["subject"], Purpose = this["purpose"], Case = this["case"],
            From = Instant(from), Until = faults.Count == 0 ? Instant(until?.AddDays(1)) : null,
            Order = this["order"] ?? "newest", After = this["after"], Limit = PageSize.ToString(CultureInfo.InvariantCulture),
        };
        faults.AddRange(QuestionCheck.Faults(Query, validator));
    }

    /// <summary>The same question as the API takes it.</summary>
    public EntryQuery Query { get; }

    /// <summary>Empty if the question can be asked.</summary>
    public IReadOnlyList<ProblemError> Faults => faults;

    /// <summary>The same, each with the field of the form that it is about.</summary>
    public FormFaults Form => new(Faults, [.. Fields, "order"], ("from", "fromDay"), ("until", "untilDay"));

    /// <summary>A field as typed; null for an empty one.</summary>
    public string? this[string field] => given.FirstOrDefault(pair => pair.Key == field).Value;

    /// <summary>Whether the field restricts what is found.</summary>
    public bool IsRestricted => given.Any(pair => Fields.Contains(pair.Key));

    /// <summary>Address of the file with all that the question finds.</summary>
    /// <param name="format">csv or ndjson.</param>
    public string ExportAddress(string format) =>
        QueryHelpers.AddQueryString(LogDownloads.Export, given.Where(pair => Fields.Contains(pair.Key)).Append(KeyValuePair.Create("format", (string?)format)));

    private DateOnly? Day(string field)
    {
        if (this[field] is not { } text)
            return null;
        if (DaySpan.Day(text) is { } day)
            return day;
        faults.Add(new(field, "day", text, "2026-11-23", "日期应写作 2026-11-23。", "A day is written as 2026-11-23."));
        return null;
    }

    private static string? Instant(DateOnly? day) => day is { } known ? ChinaCalendar.StartOf(known).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null;
}
