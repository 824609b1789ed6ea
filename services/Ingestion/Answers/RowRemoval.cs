using CreditShare.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Answers;

/// <summary>Deletes what is kept for the bureaus of rows and of records, once it has been kept as long as it may. Looks at start and every hour; what a failure left goes the next time.</summary>
internal sealed class RowRemoval(CityNodes nodes, IOptions<IngestionOptions> options, TimeProvider time, ILogger<RowRemoval> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            foreach (var node in nodes.All)
                await RemoveAsync(node, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RemoveAsync(CityNode node, CancellationToken ct)
    {
        try
        {
            if (await node.Spool.RemoveRowsAsync(time.GetUtcNow() - options.Value.KeepRowsFor, ct) is > 0 and var batches)
                Log.RowsRemoved(logger, node.City, batches);
            await node.Spool.RemoveExpiredAsync(ct);
        }
        catch (SqliteUnavailableException fault)
        {
            Log.RemovalFailed(logger, node.City, Between, fault);
        }
    }
}
