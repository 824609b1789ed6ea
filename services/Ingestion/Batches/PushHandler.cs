using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Imports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Batches;

/// <summary>Takes what a bureau pushes, by its program or by its clerk's browser, and says in words why not where it cannot.</summary>
internal sealed class PushHandler(BatchTaker taker, IOptions<IngestionOptions> options)
{
    /// <param name="node">The bureau's city.</param>
    /// <param name="account">Who pushes.</param>
    /// <param name="body">What it brings.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    /// <param name="ct">Cancels the taking; then nothing of it is kept.</param>
    /// <returns>The batch, durable; or why there is none.</returns>
    public async Task<(Taken? Taken, ProblemHttpResult? Refused)> TakeAsync(CityNode node, string account, PushedBody body, string? key, CancellationToken ct)
    {
        try
        {
            return (await taker.TakeAsync(node, account, body, key, ct), null);
        }
        catch (UnreadableBodyException fault)
        {
            return (null, Problem.Of(422, fault.Code, fault.Zh, fault.En, new ProblemError(fault.Pointer, fault.Code, fault.Found, fault.Expected, fault.Zh, fault.En)));
        }
        catch (IdempotencyConflictException fault)
        {
            return (null, BatchEndpoints.Conflict(fault));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problem.Of(
                413, "too-large", $"一批最多 {options.Value.MostBytes} 字节，请拆分后再送。", $"A batch has {options.Value.MostBytes} bytes at most; split it."));
        }
    }
}
