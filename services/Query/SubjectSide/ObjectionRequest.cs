using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;
using FluentValidation;

namespace CreditShare.Query.SubjectSide;

/// <summary>An objection as it comes.</summary>
/// <param name="Key">Key of the record, as the subject's own records have it.</param>
/// <param name="Grounds">Why, 1 to 2,000 characters; names no person's identity number.</param>
/// <param name="Contact">How the organisation is reached, 1 to 100 characters: an office's telephone or mailbox, not a person's.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ObjectionRequest(string? Key, string? Grounds, string? Contact);

/// <summary>The form of an objection; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed partial class ObjectionValidator : AbstractValidator<ObjectionRequest>
{
    public const int LongestGrounds = 2000;
    public const int LongestContact = 100;
    private const int LongestKey = 207;

    public ObjectionValidator()
    {
        RuleFor(request => request.Key).Must(key => key is { Length: <= LongestKey } && key.IndexOf('/', StringComparison.Ordinal) == 6).WithErrorCode("key")
            .WithMessage("请写明所异议记录的 key，如 330100/HB-0101。|Name the record's key, such as 330100/HB-0101.");
        RuleFor(request => request.Grounds).Must(text => text?.Trim().Length is > 0 and <= LongestGrounds).WithErrorCode("grounds-length")
            .WithMessage("请写明异议理由，1 至 2000 个字符。|Say why, in 1 to 2,000 characters.");
        RuleFor(request => request.Grounds).Must(text => text is null || !text.Any(one => char.IsControl(one) && one is not '\n')).WithErrorCode("grounds-characters")
            .WithMessage("异议理由中除换行外不能有控制字符。|The grounds hold no control characters but line feeds.");
        RuleFor(request => request.Grounds).Must(text => text is null || !PersonalData.ContainsIdentityNumber(text)).WithErrorCode("identity-number")
            .WithMessage("异议理由中不能有身份证号码。|The grounds must not hold an identity number.");
        RuleFor(request => request.Contact).Must(text => text?.Trim().Length is > 0 and <= LongestContact).WithErrorCode("contact-length")
            .WithMessage("请写明单位联系方式，1 至 100 个字符。|Say how the organisation is reached, in 1 to 100 characters.");
        RuleFor(request => request.Contact).Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("contact-characters")
            .WithMessage("联系方式中不能有控制字符。|The contact holds no control characters.");
        RuleFor(request => request.Contact).Must(text => text is null || !(PersonalData.ContainsIdentityNumber(text) || Mobile.IsMatch(text))).WithErrorCode("personal")
            .WithMessage("请填写单位的座机或公务邮箱，不要填写个人手机号或身份证号码。|Give an office's telephone or mailbox, not a person's mobile or identity number.");
    }

    [GeneratedRegex("(?<![0-9])1[3-9][0-9]{9}(?![0-9])")]
    private static partial Regex Mobile { get; }
}
