using System.Globalization;
using System.Security.Claims;
using CreditShare.Domain.Codes;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Registry.DeadLetters;

/// <summary>An operator's side: what was set aside, sent again, or thrown away with a reason.</summary>
internal static class DeadLetterEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var letters = app.MapGroup("/v1/dead-letters").WithTags("Registry").RequireScope(Scopes.Operate).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        letters.MapGet("", ListAsync)
            .WithSummary("Messages that were set aside: reason, age, sender; never their content").Produces<DeadLetterList>().ProducesProblem(400);
        letters.MapPost("redrive", RedriveAsync).WithSummary("Send messages again: some by id, or all").Produces<DeadLettersDone>().ProducesProblem(400);
        letters.MapPost("{id}/redrive", RedriveOneAsync).WithSummary("Send one message again").Produces<DeadLettersDone>().ProducesProblem(404).ProducesProblem(409);
        letters.MapPost("{id}/discard", DiscardAsync).WithSummary("Throw one message away; the reason stays in the exchange log")
            .Produces<DeadLettersDone>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(string? after, string? limit, HttpRequest request, DeadLetterOffice office, CancellationToken ct)
    {
        var most = limit is null ? DeadLetterQueue.MostShown : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        List<ProblemError> errors = [.. QueryParameters.Faults(request, ["after", "limit"])];
        if (errors.Count == 0 && after is not null && !DeadLetter.IsPlace(after))
            errors.Add(new("after", "after", null, "the place in the address of the next page", "after 请用 next 中的地址。", "For after, use the address in next."));
        if (errors.Count == 0 && most is not (>= 1 and <= DeadLetterQueue.MostShown))
            errors.Add(new("limit", "limit", null, $"1 to {DeadLetterQueue.MostShown}", $"limit 为 1 至 {DeadLetterQueue.MostShown} 的整数。", $"limit is a whole number from 1 to {DeadLetterQueue.MostShown}."));
        if (errors.Count > 0)
            return Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", errors);
        var page = await office.ListAsync(after, most, ct);
        return TypedResults.Ok(page with { Next = page.Next is null ? null : string.Create(CultureInfo.InvariantCulture, $"/v1/dead-letters?after={page.Next}&limit={most}") });
    }

    private static async Task<IResult> RedriveAsync(RedriveRequest request, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken ct) =>
        request.All == (request.Ids is { Count: > 0 })
            ? Problem.Of(400, "which-messages", "请给出 ids，或 all: true，二者选一。", "Give either ids, or all: true.")
            : TypedResults.Ok(await office.RedriveAsync(caller.Account()!, request.All ? null : request.Ids, ct));

    private static async Task<IResult> RedriveOneAsync(string id, ClaimsPrincipal caller, DeadLetterHandler letters, CancellationToken ct) =>
        (IResult?)await letters.RedriveAsync(caller.Account()!, id, ct) ?? TypedResults.Ok(new DeadLettersDone([id], [], []));

    private static async Task<IResult> DiscardAsync(string id, DiscardRequest request, ClaimsPrincipal caller, DeadLetterHandler letters, CancellationToken ct) =>
        (IResult?)await letters.DiscardAsync(caller.Account()!, id, request.Reason, ct) ?? TypedResults.Ok(new DeadLettersDone([id], [], []));
}

/// <param name="Ids">Which messages.</param>
/// <param name="All">All of them instead.</param>
internal sealed record RedriveRequest(IReadOnlyList<string>? Ids, bool All = false);

/// <param name="Reason">Why the message is thrown away.</param>
internal sealed record DiscardRequest(string? Reason);

/// <summary>The form of a reason. Texts: Chinese and English with a bar between.</summary>
internal sealed class DiscardValidator : AbstractValidator<DiscardRequest>
{
    public DiscardValidator()
    {
        RuleFor(request => request.Reason).NotEmpty().WithErrorCode("reason-missing").WithMessage("缺少理由。|The reason is missing.");
        RuleFor(request => request.Reason).MaximumLength(DeadLetterOffice.LongestReason).WithErrorCode("reason-too-long").WithMessage("理由最多 200 个字符。|A reason has 200 characters at most.");
        RuleFor(request => request.Reason).Must(reason => reason is null || !PersonalData.ContainsIdentityNumber(reason)).WithErrorCode("identity-number")
            .WithMessage("理由中不能有身份证号码：日志不可撤回。|A reason must not hold an identity number: the log cannot take it back.");
    }
}
