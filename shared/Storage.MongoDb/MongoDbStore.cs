using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>The central store's database: its collections, its faults, and reads that are never older than what this process has seen.</summary>
public sealed class MongoDbStore : IDisposable
{
    /// <summary>Behind every character, in the order of UTF-8 bytes.</summary>
    internal const string LastCharacter = "\U0010FFFF";

    private readonly MongoClient client;
    private readonly IMongoDatabase database;
    private readonly SemaphoreSlim preparing = new(1);
    private volatile bool prepared;
    private BsonTimestamp? seen;

    public MongoDbStore(MongoDbOptions options)
    {
        client = new MongoClient(options.ToSettings());
        database = client.GetDatabase(options.Database);
    }

    internal IMongoCollection<BsonDocument> Entries => database.GetCollection<BsonDocument>("entries");

    internal IMongoCollection<BsonDocument> Segments => database.GetCollection<BsonDocument>("segments");

    internal IMongoCollection<BsonDocument> Log => database.GetCollection<BsonDocument>("log");

    internal IMongoCollection<BsonDocument> Witnesses => database.GetCollection<BsonDocument>("witnesses");

    internal IMongoCollection<BsonDocument> Places => database.GetCollection<BsonDocument>("places");

    internal IMongoCollection<BsonDocument> Deliveries => database.GetCollection<BsonDocument>("deliveries");

    internal IMongoCollection<BsonDocument> RecordChanges => database.GetCollection<BsonDocument>("record_changes");

    internal IMongoCollection<BsonDocument> Notices => database.GetCollection<BsonDocument>("notices");

    internal IMongoCollection<BsonDocument> Receivers => database.GetCollection<BsonDocument>("receivers");

    internal IMongoCollection<BsonDocument> Tiles => database.GetCollection<BsonDocument>("tiles");

    internal IMongoCollection<BsonDocument> Chunks => database.GetCollection<BsonDocument>("chunks");

    internal IMongoCollection<BsonDocument> Records => database.GetCollection<BsonDocument>("records");

    internal IMongoCollection<BsonDocument> Identities => database.GetCollection<BsonDocument>("identities");

    internal IMongoCollection<BsonDocument> Cases => database.GetCollection<BsonDocument>("cases");

    internal IMongoCollection<BsonDocument> CasePages => database.GetCollection<BsonDocument>("case_pages");

    internal IMongoCollection<BsonDocument> Openings => database.GetCollection<BsonDocument>("openings");

    internal IMongoCollection<BsonDocument> Profiles => database.GetCollection<BsonDocument>("profiles");

    internal IMongoCollection<BsonDocument> Names => database.GetCollection<BsonDocument>("names");

    internal IMongoCollection<BsonDocument> Statistics => database.GetCollection<BsonDocument>("statistics");

    internal IMongoCollection<BsonDocument> Watches => database.GetCollection<BsonDocument>("watches");

    public void Dispose()
    {
        preparing.Dispose();
        client.Dispose();
    }

    /// <summary>Runs a write, or a read on which nothing is decided.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or did not answer in time; what was written is unknown.</exception>
    internal async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            if (!prepared)
                await PrepareAsync(ct).ConfigureAwait(false);
            return await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (MongoFaults.IsUnavailable(fault))
        {
            throw new StoreUnavailableException($"MongoDB: {fault.Message}", fault);
        }
    }

    internal Task RunAsync(Func<Task> call, CancellationToken ct) =>
        RunAsync(async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        }, ct);

    /// <summary>
    /// Runs reads on which a write will rest. Majority reads alone may come from a primary that has been deposed and does not know it; a causal session makes
    /// such a server wait until it has what this process saw before, so it cannot answer.
    /// </summary>
    internal Task<T> ReadAsync<T>(Func<IClientSessionHandle, Task<T>> read, CancellationToken ct) =>
        RunAsync(async () =>
        {
            using var session = await client.StartSessionAsync(new ClientSessionOptions { CausalConsistency = true }, ct).ConfigureAwait(false);
            if (Volatile.Read(ref seen) is { } before)
                session.AdvanceOperationTime(before);
            var answer = await read(session).ConfigureAwait(false);
            if (session.OperationTime is { } now && (seen is null || now > seen))
                Volatile.Write(ref seen, now);
            return answer;
        }, ct);

    private async Task PrepareAsync(CancellationToken ct)
    {
        await preparing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (prepared)
                return;
            await MongoDbIndexes.CreateAsync(this, ct).ConfigureAwait(false);
            prepared = true;
        }
        finally
        {
            preparing.Release();
        }
    }
}
