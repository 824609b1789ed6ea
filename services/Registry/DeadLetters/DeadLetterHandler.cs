using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Registry.DeadLetters;

/// <summary>What an operator does with one message; what the API and the page have alike.</summary>
internal sealed class DeadLetterHandler(DeadLetterOffice office, DiscardValidator validator)
{
    /// <param name="account">Who does it.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="ct">Stops before it is done.</param>
    /// <returns>Why it was not done; null when it was.</returns>
    public async Task<ProblemHttpResult?> RedriveAsync(string account, string id, CancellationToken ct) => Answer(id, await office.RedriveAsync(account, [id], ct));

    /// <param name="account">Who does it.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="reason">Why, as typed.</param>
    /// <param name="ct">Stops before it is done.</param>
    /// <returns>Why it was not done; null when it was.</returns>
    public async Task<ProblemHttpResult?> DiscardAsync(string account, string id, string? reason, CancellationToken ct)
    {
        var form = validator.Validate(new DiscardRequest(reason));
        if (form.IsValid)
            return Answer(id, await office.DiscardAsync(account, [id], reason!.Trim(), ct));
        return Problem.Of(
            400, "discard-invalid", "请说明丢弃的理由。", "Say why the message is thrown away.",
            [.. form.Errors.Select(fault => new ProblemError("reason", fault.ErrorCode, null, $"1 to {DeadLetterOffice.LongestReason} characters", fault.ErrorMessage.Split('|')[0], fault.ErrorMessage.Split('|')[^1]))]);
    }

    private static ProblemHttpResult? Answer(string id, DeadLettersDone done) =>
        done.Done.Count == 1 ? null
        : done.Stayed.Count == 1 ? Problem.Of(
            409, "dead-letter-stays", $"消息 {id} 无法重新投递：没有人担保它来自哪个队列，或者那个队列不接收它。", $"Message {id} cannot be sent again: nobody vouches for the queue it came from, or it does not take it.")
        : Problem.Of(404, "dead-letter-unknown", $"隔离队列中没有消息 {id}。", $"No message {id} lies in quarantine.");
}
