using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Codes;
using CreditShare.Query.Asking;
using CreditShare.Storage;
using FluentValidation;

namespace CreditShare.Query.Cases;

/// <summary>The form of a question for cases; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed partial class CaseListValidator : AbstractValidator<CaseListQuery>
{
    private const int MostCases = 500;

    private static readonly Dictionary<string, CaseState> States = Enum.GetValues<CaseState>().ToDictionary(state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()));

    public CaseListValidator()
    {
        var states = string.Join(", ", States.Keys);
        RuleFor(query => query.State).Must(state => state is null || States.ContainsKey(state)).WithErrorCode("state-unknown")
            .WithMessage($"没有这种状态，可用：{states}。|There is no such state; one of {states}.");
        RuleFor(query => query.After).Must(after => after is null || Place(after) is not null).WithErrorCode("after")
            .WithMessage("翻页位置不对，请从第一页看起。|The place to go on from is none that a page gave: begin with the first page.");
        RuleFor(query => query.Limit).Must(limit => limit is null || Number(limit) is >= 1 and <= MostCases).WithErrorCode("limit")
            .WithMessage("每页条数（limit）为 1 至 500 的整数。|The number a page (limit) is a whole number from 1 to 500.");
    }

    /// <summary>Of a query that was found right.</summary>
    public static CaseState? State(string? text) => text is null ? null : States[text];

    /// <summary>Null for text that is no whole number.</summary>
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null for text that is no place.</summary>
    public static CasePlace? Place(string? text) =>
        text is not null && PlaceForm.Match(text) is { Success: true } match && StatementValidator.Day(match.Groups[1].Value) is { } day ? new(day, match.Groups[2].Value) : null;

    public static string Text(CasePlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.ClaimBy:yyyy-MM-dd}.{place.Id}");

    [GeneratedRegex("^([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([0-9a-f]{32}\\S{0,200})$")]
    private static partial Regex PlaceForm { get; }
}

/// <summary>The form of a feedback; every fault at once. Texts as above.</summary>
internal sealed class FeedbackValidator : AbstractValidator<FeedbackRequest>
{
    private const int CaseLength = 100;
    private const int GroundLength = 500;

    public FeedbackValidator(TimeProvider time)
    {
        RuleFor(feedback => feedback.Case).NotEmpty().WithErrorCode("case-missing").WithMessage("请写明任务编号 case。|Name the case.");
        RuleFor(feedback => feedback.Applied).NotNull().WithErrorCode("applied-missing").WithMessage("请写明是否已执行。|Say whether the measure was applied: true or false.");
        RuleFor(feedback => feedback.On).NotEmpty().WithErrorCode("on-missing").WithMessage("请写明执行或决定不执行的日期。|Name the day on which it was applied, or decided not to be.");
        RuleFor(feedback => feedback.On).Must(text => string.IsNullOrEmpty(text) || StatementValidator.Day(text) is not null).WithErrorCode("day")
            .WithMessage("日期应为 2026-11-23 的形式。|A day such as 2026-11-23.");
        RuleFor(feedback => feedback.On).Must(text => !(StatementValidator.Day(text) > ChinaCalendar.Today(time.GetUtcNow()))).WithErrorCode("in-the-future")
            .WithMessage("日期不能晚于今天。|The day is not later than today.");
        RuleFor(feedback => feedback.CaseNumber).Must(number => !string.IsNullOrWhiteSpace(number)).WithErrorCode("case-number-missing")
            .WithMessage("请写明本机构的办件编号。|Name the agency's own case number.");
        RuleFor(feedback => feedback.CaseNumber).MaximumLength(CaseLength).WithErrorCode("case-number-too-long").WithMessage("办件编号最多 100 个字符。|A case number has 100 characters at most.");
        RuleFor(feedback => feedback.CaseNumber).Must(HaveNoControls).WithErrorCode("case-number-characters").WithMessage("办件编号中不能有控制字符。|A case number must not hold control characters.");
        RuleFor(feedback => feedback.CaseNumber).Must(HaveNoIdentity).WithErrorCode("identity-number")
            .WithMessage("办件编号中不能有身份证号码：日志不可撤回。|A case number must not hold an identity number: the log cannot take it back.");
        RuleFor(feedback => feedback.Ground).Must(ground => !string.IsNullOrWhiteSpace(ground)).When(feedback => feedback.Applied == false).WithErrorCode("ground-missing")
            .WithMessage("未执行的，请说明理由。|Say why the measure was not applied.");
        RuleFor(feedback => feedback.Ground).MaximumLength(GroundLength).WithErrorCode("ground-too-long").WithMessage("理由最多 500 个字符。|A ground has 500 characters at most.");
        RuleFor(feedback => feedback.Ground).Must(HaveNoControls).WithErrorCode("ground-characters").WithMessage("理由中不能有控制字符。|A ground must not hold control characters.");
        RuleFor(feedback => feedback.Ground).Must(HaveNoIdentity).WithErrorCode("identity-number")
            .WithMessage("理由中不能有身份证号码。|A ground must not hold an identity number.");
    }

    private static bool HaveNoControls(string? text) => text is null || !text.Any(char.IsControl);

    private static bool HaveNoIdentity(string? text) => text is null || !PersonalData.ContainsIdentityNumber(text);
}

/// <summary>The form of a release; texts as above.</summary>
internal sealed class ReleaseValidator : AbstractValidator<ReleaseRequest>
{
    public ReleaseValidator(TimeProvider time)
    {
        RuleFor(release => release.On).Must(text => text is null || StatementValidator.Day(text) is not null).WithErrorCode("day")
            .WithMessage("日期应为 2026-11-23 的形式。|A day such as 2026-11-23.");
        RuleFor(release => release.On).Must(text => !(StatementValidator.Day(text) > ChinaCalendar.Today(time.GetUtcNow()))).WithErrorCode("in-the-future")
            .WithMessage("日期不能晚于今天。|The day is not later than today.");
    }
}
