using System.Globalization;

namespace CreditShare.Storage.Sqlite;

/// <summary>Counts of entries in SQLite, out of one covering index.</summary>
public sealed class SqliteLogCounts(SqliteStore store) : ILogCounts
{
    public Task<IReadOnlyList<AgencyCount>> ByAgencyAsync(IReadOnlyCollection<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var names = string.Join(", ", kinds.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i + 2}")));
        return Task.FromResult<IReadOnlyList<AgencyCount>>(store.Read(session => session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT agency, (at + {AgencyCount.ChinaOffsetMilliseconds}) / {AgencyCount.DayMilliseconds} AS day, kind, purpose, count(*) FROM entries INDEXED BY entries_counts ")
            + $"WHERE kind IN ({names}) AND at >= @p0 AND at < @p1 AND agency IS NOT NULL AND seq <= (SELECT size FROM log_head) GROUP BY agency, day, kind, purpose",
            row => new AgencyCount(row.GetString(0), AgencyCount.DayOf(row.GetInt64(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4)),
            [from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), .. kinds])));
    }
}
