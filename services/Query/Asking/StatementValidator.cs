using System.Globalization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Codes;
using FluentValidation;

namespace CreditShare.Query.Asking;

/// <summary>The form of what is stated with a question; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed partial class StatementValidator : AbstractValidator<Statement>
{
    private const int CaseLength = 100;
    private const int ReferenceLength = 100;

    public StatementValidator(TimeProvider time)
    {
        RuleFor(stated => stated.Purpose).NotEmpty().WithErrorCode("purpose-missing")
            .WithMessage("每次查询都要写明用途。|Every lookup states its purpose.");
        RuleFor(stated => stated.CaseNumber).NotEmpty().WithErrorCode("case-missing")
            .WithMessage("每次查询都要写明办件编号。|Every lookup names its case number.");
        RuleFor(stated => stated.CaseNumber).MaximumLength(CaseLength).WithErrorCode("case-too-long")
            .WithMessage("办件编号最多 100 个字符。|A case number has 100 characters at most.");
        RuleFor(stated => stated.CaseNumber).Must(number => number is null || !number.Any(char.IsControl)).WithErrorCode("case-characters")
            .WithMessage("办件编号中不能有控制字符。|A case number must not hold control characters.");
        RuleFor(stated => stated.CaseNumber).Must(number => number is null || !PersonalData.ContainsIdentityNumber(number)).WithErrorCode("identity-number")
            .WithMessage("办件编号中不能有身份证号码：日志不可撤回。|A case number must not hold an identity number: the log cannot take it back.");
        RuleFor(stated => stated.Authorisation).Must(text => text is null || text.Trim().Length is > 0 and <= ReferenceLength).WithErrorCode("authorisation-length")
            .WithMessage("授权书编号应有 1 至 100 个字符；没有授权书就不要写此项。|An authorisation's reference has 1 to 100 characters; leave it out if there is none.");
        RuleFor(stated => stated.Authorisation).Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("authorisation-characters")
            .WithMessage("授权书编号中不能有控制字符。|An authorisation's reference must not hold control characters.");
        RuleFor(stated => stated.Authorisation).Must(text => text is null || !PersonalData.ContainsIdentityNumber(text)).WithErrorCode("identity-number")
            .WithMessage("授权书编号中不能有身份证号码：日志不可撤回。|An authorisation's reference must not hold an identity number: the log cannot take it back.");
        RuleFor(stated => stated.AsOf).Must(text => text is null || Day(text) is not null).WithErrorCode("day")
            .WithMessage("“截至哪一天”应写作 2026-11-23 的形式。|The day that is asked about is written as 2026-11-23 is.");
        RuleFor(stated => stated.AsOf).Must(text => !(Day(text) > ChinaCalendar.Today(time.GetUtcNow()))).WithErrorCode("in-the-future")
            .WithMessage("“截至哪一天”不能晚于今天：不预测将来。|The day that is asked about is not later than today: nothing is foretold.");
        RuleFor(stated => stated.KnownAt).Must(text => text is null || Instant(text) is not null).WithErrorCode("instant")
            .WithMessage("所知时刻（knownAt）应带时区，如 2026-11-23T08:00:00Z。|What was known when (knownAt) is an instant with its offset, such as 2026-11-23T08:00:00Z.");
        RuleFor(stated => stated.KnownAt).Must(text => !(Instant(text) > time.GetUtcNow())).WithErrorCode("in-the-future")
            .WithMessage("所知时刻（knownAt）不能晚于现在。|What was known when (knownAt) is not later than now.");
    }

    /// <summary>Null for text that is no day.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>UTC, in milliseconds; null for text that is no instant, or one that leaves its offset open.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        // The plus of an offset copied out of an answer arrives as a blank if nobody escaped it.
        DateTimeOffset.TryParseExact(text?.Replace(' ', '+'), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && Offset.IsMatch(text!) ? Instants.InMilliseconds(instant) : null;

    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    [GeneratedRegex("(Z|[+ -][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Offset { get; }
}
