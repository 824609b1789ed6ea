using System.Globalization;
using System.Linq.Expressions;
using CreditShare.Committee.Reading;
using CreditShare.Domain.Codes;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Committee.Entries;

/// <summary>Which entries an auditor asks for; what is left out does not restrict.</summary>
internal sealed class EntryQuery
{
    private const int UsualLimit = 100;

    /// <summary>The parameters that say which entries.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["kind", "city", "batch", "agency", "account", "subject", "purpose", "case", "from", "until"];

    /// <summary>Those, and which page of them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. FilterNames, "order", "after", "limit"];

    /// <summary>Such as record.decided, lookup.answered, access.refused.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Six digits.</summary>
    [FromQuery(Name = "city")]
    public string? City { get; init; }

    /// <summary>A batch of that city: its decisions.</summary>
    [FromQuery(Name = "batch")]
    public string? Batch { get; init; }

    [FromQuery(Name = "agency")]
    public string? Agency { get; init; }

    /// <summary>Unified Social Credit Code.</summary>
    [FromQuery(Name = "subject")]
    public string? Subject { get; init; }

    /// <summary>Who did it: the official's, the bureau's or the auditor's account, to the letter.</summary>
    [FromQuery(Name = "account")]
    public string? Account { get; init; }

    /// <summary>Code of the purpose that was named.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>Case number, to the letter.</summary>
    [FromQuery(Name = "case")]
    public string? Case { get; init; }

    /// <summary>UTC instant, included.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>UTC instant, not included.</summary>
    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <summary>oldest (default) or newest first.</summary>
    [FromQuery(Name = "order")]
    public string? Order { get; init; }

    /// <summary>Go on from this index; the address of the next page has it.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>1 to 500; default 100.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>The filters of a query that was found right, as they were understood: for the log, which keeps it for ever.</summary>
    public string Filters() => AuditedReading.Filters(Restrictions);

    /// <summary>The same with the page that was asked for.</summary>
    public string Asked() => AuditedReading.Filters([.. Restrictions, ("order", Order), ("after", After)]);

    private (string Name, object? Value)[] Restrictions =>
    [
        ("kind", Kind), ("city", City), ("batch", Batch), ("agency", Agency), ("account", Account), ("subject", Subject?.ToUpperInvariant()), ("purpose", Purpose), ("case", Case), ("from", From), ("until", Until),
    ];

    /// <summary>The page to find, of a query that was found right.</summary>
    public EntryFilter Page() => Filter((int)(EntryQueryValidator.Number(Limit) ?? UsualLimit)) with { After = EntryQueryValidator.Number(After), NewestFirst = Order == "newest" };

    /// <summary>What to find, of a query that was found right; from the first entry, oldest first.</summary>
    /// <param name="limit">How many at most.</param>
    public EntryFilter Filter(int limit) => new()
    {
        Kind = Kind, City = City, Batch = Batch is { } batch && City is { } city ? (city, batch) : null, Agency = Agency, Account = Account, Subject = Subject?.ToUpperInvariant(), Purpose = Purpose, Case = Case,
        From = EntryQueryValidator.Instant(From), Until = EntryQueryValidator.Instant(Until), Limit = limit,
    };
}

/// <summary>The form of an auditor's question; every fault at once. Texts: Chinese and English with a bar between.</summary>
internal sealed class EntryQueryValidator : AbstractValidator<EntryQuery>
{
    private const int MostEntries = 500;
    private const int MostCharacters = 200;

    public EntryQueryValidator()
    {
        RuleFor(query => query.City).Matches("^[0-9]{6}$").WithErrorCode("city-code").WithMessage("城市代码为六位数字。|A city's code has six digits.");
        RuleFor(query => query.Kind).Must(kind => kind is null || EntryKind.All.Contains(kind)).WithErrorCode("kind-unknown")
            .WithMessage($"没有这种条目，可用：{string.Join("、", EntryKind.All)}。|There is no such kind of entry; one of {string.Join(", ", EntryKind.All)}.");
        RuleFor(query => query.Batch).NotEmpty().When(query => query.Batch is not null).WithErrorCode("batch-empty").WithMessage("批次不能为空。|A batch is not empty.");
        RuleFor(query => query.Batch).Null().When(query => query.City is null).WithErrorCode("batch-of-no-city").WithMessage("批次是城市的批次，请同时选择城市。|A batch is a city's: name the city too.");
        RuleFor(query => query.Agency).NotEmpty().When(query => query.Agency is not null).WithErrorCode("agency-empty").WithMessage("机构代码不能为空。|An agency's code is not empty.");
        RuleFor(query => query.Account).NotEmpty().When(query => query.Account is not null).WithErrorCode("account-empty").WithMessage("账号不能为空。|An account is not empty.");
        RuleFor(query => query.Purpose).NotEmpty().When(query => query.Purpose is not null).WithErrorCode("purpose-empty").WithMessage("用途不能为空。|A purpose is not empty.");
        RuleFor(query => query.Case).NotEmpty().When(query => query.Case is not null).WithErrorCode("case-empty").WithMessage("案号不能为空。|A case number is not empty.");
        foreach (var text in (Expression<Func<EntryQuery, string?>>[])[query => query.Batch, query => query.Agency, query => query.Account, query => query.Purpose, query => query.Case])
        {
            RuleFor(text).MaximumLength(MostCharacters).WithErrorCode("too-long").WithMessage("最多 200 个字符。|200 characters at most.");
            RuleFor(text).Must(value => value is null || !PersonalData.ContainsIdentityNumber(value)).WithErrorCode(IdentityNumber)
                .WithMessage("不能有身份证号码：日志不记个人信息，也不可撤回。|It must not hold an identity number: the log has no personal data, and cannot take back what it has.");
        }
        RuleFor(query => query.Subject).Must(code => code is null || UnifiedSocialCreditCode.Parse(code).IsSuccess).WithErrorCode("code-wrong")
            .WithMessage("不是有效的统一社会信用代码。|This is no valid Unified Social Credit Code.");
        RuleFor(query => query.Until).Must((query, until) => Instant(query.From) is not { } from || Instant(until) is not { } end || from < end)
            .WithErrorCode("span-empty").WithMessage("截止时间应晚于起始时间。|The end lies after the beginning.");
        RuleFor(query => query.From).Must(BeAnInstant).WithErrorCode("instant").WithMessage(InstantText);
        RuleFor(query => query.Until).Must(BeAnInstant).WithErrorCode("instant").WithMessage(InstantText);
        RuleFor(query => query.Limit).Must(limit => limit is null || Number(limit) is >= 1 and <= MostEntries).WithErrorCode("limit")
            .WithMessage("每页条数（limit）为 1 至 500 的整数。|The number a page (limit) is a whole number from 1 to 500.");
        RuleFor(query => query.After).Must(after => after is null || Number(after) is >= 0 and < long.MaxValue).WithErrorCode("after")
            .WithMessage("翻页位置不对，请从第一页看起。|The place to go on from is none that a page gave: begin with the first page.");
        RuleFor(query => query.Order).Must(order => order is null or "oldest" or "newest").WithErrorCode("order")
            .WithMessage("顺序为 oldest（最早在前）或 newest（最新在前）。|The order is oldest or newest.");
    }

    /// <summary>The code of a fault whose value is not shown.</summary>
    public const string IdentityNumber = "identity-number";

    private static string InstantText => "应为 UTC 时刻，如 2026-11-23T08:00:00Z。|An instant in UTC, such as 2026-11-23T08:00:00Z.";

    /// <summary>Null for text that is no whole number.</summary>
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>UTC where the text names no offset; null for text that is no instant.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParseExact(text?.Replace(' ', '+'), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static readonly string[] InstantForms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private static bool BeAnInstant(string? text) => text is null || Instant(text) is not null;
}
