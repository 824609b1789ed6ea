using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Notices;

/// <summary>Which notices an agency asks for.</summary>
internal sealed class NoticeQuery
{
    /// <summary>Go on behind this cursor; the answer's <c>next</c> has it. Left out: from the first.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Seconds, 0 to 60: how long to wait for a notice if there is none. Default 0.</summary>
    [FromQuery(Name = "wait")]
    public string? Wait { get; init; }

    /// <summary>open: only those that are not confirmed. Left out: all.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>1 to 500; default 100.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }
}

/// <summary>The form of the question; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed class NoticeQueryValidator : AbstractValidator<NoticeQuery>
{
    public NoticeQueryValidator()
    {
        RuleFor(query => query.After).Must(text => text is null || Number(text) is >= 0).WithErrorCode("after").WithMessage("翻页位置不对，请从第一页看起。|The place to go on from is none that a page gave: begin with the first page.");
        RuleFor(query => query.Wait).Must(text => text is null || Number(text) is >= 0 and <= 60).WithErrorCode("wait").WithMessage("等候的秒数（wait）为 0 至 60 的整数。|The seconds to wait (wait) are a whole number from 0 to 60.");
        RuleFor(query => query.State).Must(text => text is null or "open").WithErrorCode("state").WithMessage("状态（state）只能为 open，或不写。|The state is open, or left out.");
        RuleFor(query => query.Limit).Must(text => text is null || Number(text) is >= 1 and <= 500).WithErrorCode("limit").WithMessage("每页条数（limit）为 1 至 500 的整数。|The number a page (limit) is a whole number from 1 to 500.");
    }

    /// <summary>Null for text that is no whole number.</summary>
    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
