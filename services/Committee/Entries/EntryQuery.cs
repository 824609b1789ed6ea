using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Committee.Entries;

/// <summary>Which entries an auditor asks for; what is left out does not restrict.</summary>
internal sealed class EntryQuery
{
    /// <summary>Such as record.decided, lookup.answered, access.refused.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Six digits.</summary>
    [FromQuery(Name = "city")]
    public string? City { get; init; }

    [FromQuery(Name = "agency")]
    public string? Agency { get; init; }

    /// <summary>Unified Social Credit Code.</summary>
    [FromQuery(Name = "subject")]
    public string? Subject { get; init; }

    /// <summary>UTC instant, included.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>UTC instant, not included.</summary>
    [FromQuery(Name = "until")]
    public DateTimeOffset? Until { get; init; }

    /// <summary>oldest (default) or newest first.</summary>
    [FromQuery(Name = "order")]
    public string? Order { get; init; }

    /// <summary>Go on from this index; the address of the next page has it.</summary>
    [FromQuery(Name = "after")]
    public long? After { get; init; }

    /// <summary>1 to 500; default 100.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

/// <summary>The form of an auditor's question; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed class EntryQueryValidator : AbstractValidator<EntryQuery>
{
    public const int MostEntries = 500;

    public EntryQueryValidator()
    {
        RuleFor(query => query.City).Matches("^[0-9]{6}$").WithErrorCode("city-code").WithMessage("城市代码为六位数字。|A city's code has six digits.");
        RuleFor(query => query.Subject).Length(18).WithErrorCode("code-length").WithMessage("统一社会信用代码为 18 位。|A subject's code has 18 characters.");
        RuleFor(query => query.Limit).InclusiveBetween(1, MostEntries).WithErrorCode("limit").WithMessage("limit 为 1 至 500。|limit lies between 1 and 500.");
        RuleFor(query => query.After).GreaterThanOrEqualTo(0).WithErrorCode("after").WithMessage("after 为非负整数。|after is not negative.");
        RuleFor(query => query.Order).Must(order => order is null or "oldest" or "newest").WithErrorCode("order")
            .WithMessage("order 为 oldest 或 newest。|order is oldest or newest.");
    }
}
