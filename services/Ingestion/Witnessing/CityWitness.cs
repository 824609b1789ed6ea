using System.Text;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Witnessing;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Witnessing;

/// <summary>The witnesses of the cities served here: each cosigns only what is consistent with what it cosigned before, kept in its own spool.</summary>
internal sealed class CityWitness(CityNodes nodes, IOptions<IngestionOptions> options, TimeProvider time)
{
    // Public, and the same for all cities; the file may come after this process started.
    private volatile VerifierKey? log;

    /// <summary>What the city cosigned last for its log; null if nothing, or if it is no witness.</summary>
    public CosignedCheckpoint? Last(string city) => nodes.Find(city) is { WitnessKey: not null } node && LogKey() is { } key ? node.Spool.Cosigned(key.Name) : null;

    /// <summary>What a witness says to an add-checkpoint request. What it cosigns is on the disk before the answer leaves; requests come one after the other.</summary>
    /// <returns>404 if the city is no witness here, or of no log.</returns>
    public async Task<WitnessAnswer> AnswerAsync(string city, byte[] request, CancellationToken ct)
    {
        if (nodes.Find(city) is not { WitnessKey: { } own } node || LogKey() is not { } key)
            return new WitnessAnswer(404, null, Encoding.UTF8.GetBytes($"no witness of a log for city {city}\n"), null);
        var witness = new Witness(key, own);
        return await node.Spool.CosignAsync(key.Name, last => witness.Answer(last, request, time.GetUtcNow()), ct);
    }

    private VerifierKey? LogKey() => log ??= options.Value.ReadLogKey();
}
