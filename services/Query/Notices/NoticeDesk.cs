using System.Security.Claims;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Notices;

/// <summary>Shows an agency one of its notices, and takes what it says was done upon it.</summary>
internal sealed class NoticeDesk(AskingCheck check, NoticeFeed feed, AuditedNotices audited, ConfirmationValidator validator, NoticeConfirming confirming)
{
    public async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync(caller, ct);
        if (agency is null)
            return refused!;
        if (await feed.FindAsync(agency.Agency!, id, ct) is not { } notice)
            return None(id);
        return TypedResults.Ok((await audited.GiveAsync(agency, [notice], ct)).Items[0]);
    }

    public async Task<IResult> ConfirmAsync(string id, ConfirmationRequest request, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync(caller, ct);
        if (agency is null)
            return refused!;
        if (validator.Validate(request) is { IsValid: false } form)
            return Problem.Of(400, "confirmation-invalid", "确认内容不完整或不正确，问题逐项列出。", "The confirmation is incomplete or wrong: each fault is listed.", Errors(form.Errors));
        if (await feed.FindAsync(agency.Agency!, id, ct) is not { } notice)
            return None(id);
        var (stands, same) = await confirming.ConfirmAsync(notice, agency, request.Done!, request.Text?.Trim() is { Length: > 0 } text ? text : null, ct);
        return same
            ? TypedResults.Ok(new ConfirmationAnswer(id, stands.Done, stands.At, stands.LogEntry))
            : Problem.Of(409, "notice-confirmed", $"该通知已确认（{stands.Done}），见日志条目 {stands.LogEntry}。", $"The notice was confirmed before ({stands.Done}), see log entry {stands.LogEntry}.");
    }

    private static ProblemHttpResult None(string id) => Problem.Of(404, "notice-unknown", $"贵机构没有通知 {Reason.Show(id)}。", $"The agency has no notice {Reason.Show(id)}.");

    /// <summary>The faults of a form.</summary>
    internal static IReadOnlyList<ProblemError> Errors(IEnumerable<FluentValidation.Results.ValidationFailure> faults) => [.. faults.Select(fault =>
    {
        var texts = fault.ErrorMessage.Split('|');
        var found = fault.PropertyName == nameof(ConfirmationRequest.Text) ? null : fault.AttemptedValue as string;
        var right = fault.PropertyName == nameof(ConfirmationRequest.Done) ? string.Join(", ", ConfirmationValidator.Codes.Select(code => $"{code.Key} ({code.Value.Zh})")) : null;
        return new ProblemError(JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode, found is null ? null : Reason.Show(found), right, texts[0], texts[^1]);
    })];
}
