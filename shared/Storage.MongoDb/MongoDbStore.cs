using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>The central store's database: its collections, its faults, and reads that are never older than what this process has seen.</summary>
public sealed class MongoDbStore : IDisposable
{
    /// <summary>Behind every character, in the order of UTF-8 bytes.</summary>
    internal const string LastCharacter = "\U0010FFFF";

    /// <summary>MongoDB takes documents of 16 MiB; a little is left for what stands around the largest member.</summary>
    internal const int MostBytes = (16 * 1024 * 1024) - (64 * 1024);

    /// <summary>An index of many millions of entries is one command, and takes minutes.</summary>
    private static readonly TimeSpan MostPreparing = TimeSpan.FromHours(12);

    private readonly MongoDbOptions options;
    private readonly MongoClient client;
    private readonly IMongoDatabase database;
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();

    // Both are written with the gate held.
    private Task? preparing;
    private BsonTimestamp? seen;

    public MongoDbStore(MongoDbOptions options) : this(options, options.ToSettings())
    {
    }

    private MongoDbStore(MongoDbOptions options, MongoClientSettings settings)
    {
        this.options = options;
        client = new MongoClient(settings);
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
        closing.Cancel();
        closing.Dispose();
        client.Dispose();
    }

    /// <summary>Runs a read on which nothing is decided.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, did not answer in time, or builds indexes; what was written is unknown.</exception>
    internal async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            if (preparing is not { IsCompletedSuccessfully: true })
                await PreparedAsync(ct).ConfigureAwait(false);
            return await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (MongoFaults.IsUnavailable(fault))
        {
            throw MongoFaults.WriteFailure(fault) is { } failure ? new StoreUnavailableException($"MongoDB: {failure}") : new StoreUnavailableException($"MongoDB: {fault.Message}", fault);
        }
        catch (MongoServerException fault) when (!MongoFaults.IsOnlyDuplicates(fault) && MongoFaults.WriteFailure(fault) is { } failure)
        {
            throw new MongoException($"MongoDB: {failure}");
        }
    }

    /// <summary>
    /// Runs reads on which a write will rest. Majority reads alone may come from a primary that has been deposed and does not know it; a causal session makes
    /// such a server wait until it has what this process saw before, so it cannot answer.
    /// </summary>
    internal Task<T> ReadAsync<T>(Func<IClientSessionHandle, Task<T>> read, CancellationToken ct) => InSessionAsync(read, ct);

    /// <summary>
    /// Runs a write. What this process has written it has seen: no later <see cref="ReadAsync"/> is answered by a server that does not have it yet, or does not know yet that a majority has.
    /// </summary>
    /// <exception cref="StoreUnavailableException">As of <see cref="RunAsync"/>.</exception>
    internal Task<T> WriteAsync<T>(Func<IClientSessionHandle, Task<T>> write, CancellationToken ct) => InSessionAsync(write, ct);

    internal Task WriteAsync(Func<IClientSessionHandle, Task> write, CancellationToken ct) =>
        InSessionAsync(async session =>
        {
            await write(session).ConfigureAwait(false);
            return true;
        }, ct);

    /// <summary>No round trip more than without: sessions are the driver's own, and a server that tells no times, as a single one does not, is asked as before.</summary>
    private Task<T> InSessionAsync<T>(Func<IClientSessionHandle, Task<T>> call, CancellationToken ct) =>
        RunAsync(async () =>
        {
            using var session = await client.StartSessionAsync(new ClientSessionOptions { CausalConsistency = true }, ct).ConfigureAwait(false);
            if (Volatile.Read(ref seen) is { } before)
                session.AdvanceOperationTime(before);
            try
            {
                return await call(session).ConfigureAwait(false);
            }
            finally
            {
                // Of a write that met another one's document as well: that one is to be found by whoever looks why.
                if (session.OperationTime is { } now)
                    See(now);
            }
        }, ct);

    private void See(BsonTimestamp now)
    {
        lock (gate)
        {
            if (seen is null || now > seen)
                seen = now;
        }
    }

    private async Task PreparedAsync(CancellationToken ct)
    {
        Task prepared;
        // What failed is tried again by the next caller.
        lock (gate)
            prepared = preparing = preparing is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? PrepareAsync() : preparing;
        try
        {
            await prepared.WaitAsync(options.Timeout, ct).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!prepared.IsCompleted)
        {
            throw new StoreUnavailableException("MongoDB: no server has answered, or indexes are being built still.");
        }
    }

    /// <summary>For all callers at once: it goes on when one that waits for it has gone.</summary>
    private async Task PrepareAsync()
    {
        var settings = options.ToSettings();
        settings.SocketTimeout = MostPreparing;
        using var patient = new MongoDbStore(options, settings);
        await MongoDbIndexes.CreateAsync(patient, closing.Token).ConfigureAwait(false);
    }
}
