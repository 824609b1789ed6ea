using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization.Serializers;
using Npgsql;
using NpgsqlTypes;

namespace CreditShare.Engines.MongoDb.Wire;

/// <summary>Runs MongoDB's commands as calls of DocumentDB's functions. BSON goes in and out as bytes.</summary>
internal sealed class DocumentDbCommands(NpgsqlDataSource server)
{
    /// <summary>What a mongod would retry within itself: PostgreSQL found a deadlock, or two writers of one document.</summary>
    private static readonly HashSet<string> Retried = [PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.LockNotAvailable];

    private const int MostTries = 20;

    /// <summary>Members that say how, not what, and that DocumentDB's functions do not know.</summary>
    private static readonly HashSet<string> Stripped =
        ["lsid", "$db", "$clusterTime", "$readPreference", "txnNumber", "readConcern", "writeConcern", "maxTimeMS", "apiVersion", "comment"];

    private readonly ConcurrentDictionary<long, byte[]> continuations = [];

    /// <summary>The answer's BSON; an error is an answer too.</summary>
    /// <exception cref="NpgsqlException">The server does not answer.</exception>
    public async Task<byte[]> RunAsync(WireMessage message, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await CallAsync(message, ct);
            }
            catch (PostgresException fault) when (Retried.Contains(fault.SqlState) && tries < MostTries)
            {
                // Run again: nothing of it was kept.
            }
            catch (PostgresException fault) when (!IsEnding(fault))
            {
                return MongoErrors.Answer(fault.SqlState, fault.MessageText);
            }
        }
    }

    private Task<byte[]> CallAsync(WireMessage message, CancellationToken ct)
    {
        var body = message.Body;
        var database = body.TryGetValue("$db", out var name) ? name.AsString : "admin";
        return message.Command switch
        {
            "hello" or "isMaster" or "ismaster" => Task.FromResult(Hello),
            "ping" or "endSessions" or "killCursors" => Task.FromResult(Ok),
            "buildInfo" => Task.FromResult(BuildInfo),
            "insert" => WriteAsync("SELECT p_result::bytea FROM documentdb_api.insert($1, $2::bytea::documentdb_core.bson, $3::bytea::documentdb_core.bsonsequence)", database, message, ct),
            "update" => WriteAsync("SELECT p_result::bytea FROM documentdb_api.update($1, $2::bytea::documentdb_core.bson, $3::bytea::documentdb_core.bsonsequence)", database, message, ct),
            "delete" => WriteAsync("SELECT p_result::bytea FROM documentdb_api.delete($1, $2::bytea::documentdb_core.bson, $3::bytea::documentdb_core.bsonsequence)", database, message, ct),
            "findAndModify" or "findandmodify" => OneAsync("SELECT p_result::bytea FROM documentdb_api.find_and_modify($1, $2::bytea::documentdb_core.bson)", database, body, ct),
            "find" => CursorAsync("find_cursor_first_page", database, body, ct),
            "aggregate" => CursorAsync("aggregate_cursor_first_page", database, body, ct),
            "listCollections" => CursorAsync("list_collections_cursor_first_page", database, body, ct),
            "listIndexes" => CursorAsync("list_indexes_cursor_first_page", database, body, ct),
            "getMore" => MoreAsync(database, body, ct),
            "count" => OneAsync("SELECT document::bytea FROM documentdb_api.count_query($1, $2::bytea::documentdb_core.bson)", database, body, ct),
            "distinct" => OneAsync("SELECT document::bytea FROM documentdb_api.distinct_query($1, $2::bytea::documentdb_core.bson)", database, body, ct),
            "create" => OneAsync("SELECT documentdb_api.create_collection_view($1, $2::bytea::documentdb_core.bson)::bytea", database, body, ct),
            "createIndexes" => OneAsync("SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::bytea::documentdb_core.bson, true)::bytea", database, body, ct),
            "dropIndexes" => DropIndexesAsync(database, body, ct),
            "drop" => DropAsync("SELECT documentdb_api.drop_collection($1, $2)", database, body[0].AsString, ct),
            "dropDatabase" => DropAsync("SELECT documentdb_api.drop_database($1)", database, null, ct),
            var command => Task.FromResult(MongoErrors.Answer(59, "CommandNotFound", $"The gateway does not know the command {command}.")),
        };
    }

    private async Task<byte[]> WriteAsync(string sql, string database, WireMessage message, CancellationToken ct)
    {
        await using var command = Command(sql, database, message.Body);
        command.Parameters.Add(new NpgsqlParameter { Value = message.SequenceName is null ? DBNull.Value : message.Sequence, NpgsqlDbType = NpgsqlDbType.Bytea });
        return MongoErrors.Translate((byte[])(await command.ExecuteScalarAsync(ct))!);
    }

    private async Task<byte[]> OneAsync(string sql, string database, BsonDocument body, CancellationToken ct)
    {
        await using var command = Command(sql, database, body);
        return MongoErrors.Translate((byte[])(await command.ExecuteScalarAsync(ct))!);
    }

    private async Task<byte[]> DropAsync(string sql, string database, string? collection, CancellationToken ct)
    {
        await using var command = server.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database });
        if (collection is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = collection });
        await command.ExecuteScalarAsync(ct);
        return Ok;
    }

    private async Task<byte[]> DropIndexesAsync(string database, BsonDocument body, CancellationToken ct)
    {
        await using var command = Command("CALL documentdb_api.drop_indexes($1, $2::bytea::documentdb_core.bson)", database, body);
        await command.ExecuteNonQueryAsync(ct);
        return Ok;
    }

    private async Task<byte[]> CursorAsync(string function, string database, BsonDocument body, CancellationToken ct)
    {
        await using var command = Command(
            $"SELECT cursorpage::bytea, continuation::bytea, persistconnection, cursorid FROM documentdb_api.{function}($1, $2::bytea::documentdb_core.bson)", database, body);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (!await row.IsDBNullAsync(1, ct))
            continuations[row.GetInt64(3)] = (byte[])row[1];
        return (byte[])row[0];
    }

    private async Task<byte[]> MoreAsync(string database, BsonDocument body, CancellationToken ct)
    {
        var cursor = body["getMore"].ToInt64();
        if (!continuations.TryGetValue(cursor, out var continuation))
            return MongoErrors.Answer(43, "CursorNotFound", $"There is no cursor {cursor}.");
        await using var command = Command(
            "SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::bytea::documentdb_core.bson, $3::bytea::documentdb_core.bson)", database, body);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Bytea, TypedValue = continuation });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (await row.IsDBNullAsync(1, ct))
            continuations.TryRemove(cursor, out _);
        else
            continuations[cursor] = (byte[])row[1];
        return (byte[])row[0];
    }

    private NpgsqlCommand Command(string sql, string database, BsonDocument body)
    {
        var command = server.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Bytea, TypedValue = Strip(body) });
        return command;
    }

    private static byte[] Strip(BsonDocument body)
    {
        var kept = new BsonDocument(body.Elements.Where(element => !Stripped.Contains(element.Name)));
        return kept.ToBson();
    }

    /// <summary>The server is going down or was not up yet: the client must see a lost connection, not an answer.</summary>
    private static bool IsEnding(PostgresException fault) => fault.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private static readonly byte[] Ok = new BsonDocument("ok", 1.0).ToBson();

    private static readonly byte[] BuildInfo = new BsonDocument { ["version"] = "7.0.0", ["versionArray"] = new BsonArray { 7, 0, 0, 0 }, ["ok"] = 1.0 }.ToBson();

    private static byte[] Hello => new BsonDocument
    {
        ["isWritablePrimary"] = true,
        ["ismaster"] = true,
        ["helloOk"] = true,
        ["maxBsonObjectSize"] = 16 * 1024 * 1024,
        ["maxMessageSizeBytes"] = 48_000_000,
        // The server's own bound, documentdb.maxWriteBatchSize; a mongod allows 100,000.
        ["maxWriteBatchSize"] = 25_000,
        ["localTime"] = TimeProvider.System.GetUtcNow().UtcDateTime,
        ["logicalSessionTimeoutMinutes"] = 30,
        ["connectionId"] = 1,
        ["minWireVersion"] = 0,
        ["maxWireVersion"] = 21,
        ["readOnly"] = false,
        ["ok"] = 1.0,
    }.ToBson();
}
