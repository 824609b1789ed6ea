using CreditShare.Domain.Codes;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Lookups;

/// <summary>What a lookup must say, as it came.</summary>
internal sealed class LookupQuery
{
    /// <summary>Unified Social Credit Code of the subject.</summary>
    [FromRoute(Name = "uscc")]
    public required string Uscc { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case in which the answer is needed.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }
}

/// <summary>The form of a lookup; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed class LookupValidator : AbstractValidator<LookupQuery>
{
    private const int CaseLength = 100;

    public LookupValidator()
    {
        RuleFor(query => query.Purpose).NotEmpty().WithName("purpose").WithErrorCode("purpose-missing")
            .WithMessage("每次查询都要写明用途。|Every lookup states its purpose.");
        RuleFor(query => query.CaseNumber).NotEmpty().WithName("caseNumber").WithErrorCode("case-missing")
            .WithMessage("每次查询都要写明办件编号。|Every lookup names its case number.");
        RuleFor(query => query.CaseNumber).MaximumLength(CaseLength).WithErrorCode("case-too-long")
            .WithMessage("办件编号最多 100 个字符。|A case number has 100 characters at most.");
        RuleFor(query => query.CaseNumber).Must(number => number is null || !number.Any(char.IsControl)).WithErrorCode("case-characters")
            .WithMessage("办件编号中不能有控制字符。|A case number must not hold control characters.");
        RuleFor(query => query.CaseNumber).Must(number => number is null || !PersonalData.ContainsIdentityNumber(number)).WithErrorCode("identity-number")
            .WithMessage("办件编号中不能有身份证号码：日志不可撤回。|A case number must not hold an identity number: the log cannot take it back.");
    }
}
