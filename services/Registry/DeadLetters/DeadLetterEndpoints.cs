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
        letters.MapGet("", (DeadLetterOffice office, CancellationToken ct) => office.ListAsync(DeadLetterQueue.MostShown, ct))
            .WithSummary("Messages that were set aside: reason, age, sender; never their content").Produces<DeadLetterList>();
        letters.MapPost("redrive", RedriveAsync).WithSummary("Send messages again: some by id, or all").Produces<DeadLettersDone>().ProducesProblem(400);
        letters.MapPost("{id}/redrive", RedriveOneAsync).WithSummary("Send one message again").Produces<DeadLettersDone>().ProducesProblem(404);
        letters.MapPost("{id}/discard", DiscardAsync).WithSummary("Throw one message away; the reason stays in the exchange log")
            .Produces<DeadLettersDone>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> RedriveAsync(RedriveRequest request, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken ct) =>
        request.All == (request.Ids is { Count: > 0 })
            ? Problem.Of(400, "which-messages", "请给出 ids，或 all: true，二者选一。", "Give either ids, or all: true.")
            : TypedResults.Ok(await office.RedriveAsync(caller.Account()!, request.All ? null : request.Ids, ct));

    private static async Task<IResult> RedriveOneAsync(string id, ClaimsPrincipal caller, DeadLetterHandler letters, CancellationToken ct) =>
        (IResult?)await letters.RedriveAsync(caller.Account()!, id, ct) ?? TypedResults.Ok(new DeadLettersDone([id], []));

    private static async Task<IResult> DiscardAsync(string id, DiscardRequest request, ClaimsPrincipal caller, DeadLetterHandler letters, CancellationToken ct) =>
        (IResult?)await letters.DiscardAsync(caller.Account()!, id, request.Reason, ct) ?? TypedResults.Ok(new DeadLettersDone([id], []));
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
