using System.Threading.Channels;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Writes staged entries, together with all others that wait, in one round trip. A caller hears when its own are durable.</summary>
internal sealed class StagingQueue : IAsyncDisposable
{
    /// <summary>Inserts on their way at once: one hides the other's wait for the journal.</summary>
    private const int InFlight = 2;

    /// <summary>Entries in one insert.</summary>
    private const int MostTogether = 1000;

    private static readonly InsertManyOptions Unordered = new() { IsOrdered = false };

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private readonly MongoDbStore store;
    private readonly Task[] writers;

    public StagingQueue(MongoDbStore store)
    {
        this.store = store;
        writers = [.. Enumerable.Range(0, InFlight).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>Durable when the task ends; those whose id is there already stay as they were.</summary>
    public Task StageAsync(IReadOnlyList<BsonDocument> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return Task.CompletedTask;
        var piece = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return waiting.Writer.TryWrite(piece)
            ? piece.Done.Task.WaitAsync(ct)
            : throw new StoreUnavailableException("The store is closing.");
    }

    /// <summary>Ends when everything that waited is written.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAll(writers).ConfigureAwait(false);
    }

    /// <summary>Inserts entries; those that are there already are left alone.</summary>
    public static async Task InsertAsync(IClientSessionHandle session, IMongoCollection<BsonDocument> collection, IReadOnlyCollection<BsonDocument> documents, CancellationToken ct)
    {
        if (documents.Count == 0)
            return;
        try
        {
            await collection.InsertManyAsync(session, documents, Unordered, ct).ConfigureAwait(false);
        }
        catch (MongoBulkWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            // Written before: by an attempt whose answer was lost, or by whoever helped.
        }
    }

    private async Task WriteAsync()
    {
        var together = new List<Waiting>();
        var reader = waiting.Reader;
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            together.Clear();
            for (var count = 0; count < MostTogether && reader.TryRead(out var piece); count += piece.Entries.Count)
                together.Add(piece);
            if (together.Count > 0)
                await WriteAsync(together).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<Waiting> together)
    {
        try
        {
            var entries = together.SelectMany(piece => piece.Entries).ToList();
            await store.WriteAsync(session => InsertAsync(session, store.Entries, entries, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            foreach (var piece in together)
                piece.Done.TrySetResult();
        }
        catch (Exception fault)
        {
            foreach (var piece in together)
                piece.Done.TrySetException(fault);
        }
    }

    private sealed record Waiting(IReadOnlyList<BsonDocument> Entries, TaskCompletionSource Done);
}
