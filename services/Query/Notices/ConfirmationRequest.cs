using CreditShare.Domain.Codes;
using FluentValidation;

namespace CreditShare.Query.Notices;

/// <param name="Done">One of <see cref="ConfirmationValidator.Codes"/>.</param>
/// <param name="Text">What was done, in the agency's own words; needed for <c>other</c>.</param>
internal sealed record ConfirmationRequest(string? Done, string? Text);

/// <summary>The form of a confirmation; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed class ConfirmationValidator : AbstractValidator<ConfirmationRequest>
{
    public const int LongestText = 500;
    public const string Other = "other";

    /// <summary>What an agency may have done, in both languages.</summary>
    public static readonly IReadOnlyDictionary<string, (string Zh, string En)> Codes = new Dictionary<string, (string, string)>
    {
        ["measure-released"] = ("已解除措施", "a measure was released"),
        ["measure-kept"] = ("措施另有依据，继续执行", "a measure stays, on another ground"),
        ["not-used"] = ("未据此采取措施", "nothing was done because of the record"),
        ["being-handled"] = ("正在办理", "it is being handled"),
        ["noted"] = ("已知悉", "noted"),
        [Other] = ("其他", "something else, as the text says"),
    };

    public ConfirmationValidator()
    {
        RuleFor(request => request.Done).NotEmpty().WithErrorCode("done-missing").WithMessage("请说明办理情况。|Say what was done.");
        RuleFor(request => request.Done).Must(done => string.IsNullOrEmpty(done) || Codes.ContainsKey(done)).WithErrorCode("done-unknown").WithMessage("没有这种办理情况。|There is no such code.");
        RuleFor(request => request.Text).NotEmpty().When(request => request.Done == Other).WithErrorCode("text-missing").WithMessage("选择“其他”时请用文字说明。|With \"other\", the text says what was done.");
        RuleFor(request => request.Text).MaximumLength(LongestText).WithErrorCode("text-too-long").WithMessage($"说明最多 {LongestText} 个字符。|The text has {LongestText} characters at most.");
        RuleFor(request => request.Text).Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("text-characters").WithMessage("说明中不能有控制字符。|The text must not hold control characters.");
        RuleFor(request => request.Text).Must(text => text is null || !PersonalData.ContainsIdentityNumber(text)).WithErrorCode("identity-number")
            .WithMessage("说明中不能有身份证号码：日志不可撤回。|The text must not hold an identity number: the log cannot take it back.");
    }
}
