using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Registry.Tests.StateChecks;

public sealed class SqliteStateCheckTests : StateCheckContract
{
    private readonly SqliteHouse sqlite = new();

    private protected override House NewHouse() => sqlite;

    private protected override ITampering Tampering => new Sql(sqlite.File);

    private sealed class Sql(string file) : ITampering
    {
        public async Task DoAsync(string what)
        {
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            await connection.OpenAsync(Cancel);
            var code = Some.Subject(5).Code!;
            if (what switch
            {
                "profile byte" => ("profiles", "body", $"code = '{code}'"),
                "record hash byte" => ("versions", "hash", "source_id = 'P-5' AND version = 1"),
                "tile byte" => ("tiles", "bytes", "level = 1 AND number = 0"),
                "leaf tile byte" => ("tiles", "bytes", "level = 0 AND number = 0"),
                "entry byte" => ("entries", "bytes", "seq = 5"),
                "content byte" => ("entries", "content", "seq = 5"),
                _ => default,
            } is ({ } table, var column, var where))
            {
                await FlipAsync(connection, table, column, where, what == "leaf tile byte" ? 4 * 32 : 10);
                return;
            }
            await ExecuteAsync(connection, what switch
            {
                "record deleted" => "DELETE FROM versions WHERE source_id = 'P-5'",
                "record inserted" => "INSERT INTO versions SELECT city, 'P-new', version, source_order, hash, subject, change, revision, decided_at, entry FROM versions WHERE source_id = 'P-5'",
                "records swapped" => "UPDATE versions SET source_id = 'P-x' WHERE source_id = 'P-5'; UPDATE versions SET source_id = 'P-5' WHERE source_id = 'P-6'; UPDATE versions SET source_id = 'P-6' WHERE source_id = 'P-x'",
                "identity deleted" => "DELETE FROM identities WHERE source_id = 'P-5'",
                "profile deleted" => $"DELETE FROM profiles WHERE code = '{code}'",
                "entries swapped" => "UPDATE entries SET seq = -1 WHERE seq = 5; UPDATE entries SET seq = 5 WHERE seq = 6; UPDATE entries SET seq = 6 WHERE seq = -1",
                "entry deleted" => "DELETE FROM entries WHERE seq = 5",
                "entry filed wrongly" => "UPDATE entries SET subject = NULL WHERE seq = 5",
                "content deleted" => "UPDATE entries SET content = NULL, commit_key = NULL WHERE seq = 5",
                "version beyond" => "INSERT INTO versions SELECT city, source_id, 9, source_order, x'00', subject, change, revision, decided_at, (SELECT id FROM entries ORDER BY seq DESC LIMIT 1) FROM versions WHERE source_id = 'P-5' AND version = 1",
                "profile as text" => $"UPDATE profiles SET body = replace(CAST(body AS TEXT), '样例', '样例') WHERE code = '{code}'",
                "content as text" => "UPDATE entries SET content = CAST(content AS TEXT) WHERE seq = 5",
                "entry as text" => "UPDATE entries SET bytes = CAST(bytes AS TEXT) WHERE seq = 5",
                "tile beyond" => "INSERT INTO tiles SELECT 0, 99, width, bytes FROM tiles WHERE level = 0 AND number = 0; INSERT INTO tiles SELECT 5, 0, 1, bytes FROM tiles WHERE level = 1",
                "tile too wide" => "UPDATE tiles SET width = 256 WHERE level = 1",
                "nothing shown" => "DELETE FROM published",
                "shown with more cosignatures" => "UPDATE published SET cosignatures = 3",
                "checkpoint byte" => "UPDATE log_head SET checkpoint = replace(checkpoint, char(10) || '302' || char(10), char(10) || '301' || char(10))",
                _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
            });
        }

        private static async Task FlipAsync(SqliteConnection connection, string table, string column, string where, int place)
        {
            await using var read = connection.CreateCommand();
            read.CommandText = $"SELECT {column} FROM {table} WHERE {where}";
            var bytes = (byte[])(await read.ExecuteScalarAsync(Cancel))!;
            bytes[place] ^= 1;
            await using var write = connection.CreateCommand();
            write.CommandText = $"UPDATE {table} SET {column} = @bytes WHERE {where}";
            write.Parameters.AddWithValue("@bytes", bytes);
            Assert.Equal(1, await write.ExecuteNonQueryAsync(Cancel));
        }

        private static async Task ExecuteAsync(SqliteConnection connection, string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
        }
    }
}
