using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Answers;

/// <summary>A table in a city's spool, taken and decided as a test says.</summary>
internal sealed class SpooledTable : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public SpooledTable() => Spool = new CitySpool(Some.City, folder.Path, Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public CitySpool Spool { get; }

    public string Folder => folder.Path;

    /// <summary>Titles as a bureau sends them: some with marks, a personal column, one that no field has.</summary>
    public static IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("行政相对人名称*", RecordField.SubjectName, false), new("法定代表人", null, true), new("统一社会信用代码", RecordField.SubjectCode, false),
        new("处罚决定日期", RecordField.DecidedOn, false), new("内部流水号", null, false), new("备注", RecordField.Note, false),
    ];

    public static KeptRow Row(int line, string name = "杭州样例青岚化工有限公司", string code = "91330108FME2RGMM89", string? day = "2026-03-05", string? note = null) =>
        new(line, [name, null, code, day, null, note]);

    public static Decision Accepted(int line) => new() { Line = line, Outcome = Outcome.Accepted, Key = $"330100/{line}", Version = 1, LogEntry = $"e{line}" };

    public static Decision Rejected(int line, params IReadOnlyList<Reason> reasons) => new() { Line = line, Outcome = Outcome.Rejected, LogEntry = $"e{line}", Reasons = reasons };

    public static Reason NoSuchDay { get; } = Reason.About(
        RecordField.DecidedOn, "no-such-day", "2026-09-31", "“决定日期”没有这一天。", "There is no such day.", "9 月最后一天是 2026-09-30。", "The last day is 2026-09-30.");

    public static Reason NoAuthority { get; } = DecidingReasons.Missing(RecordField.AuthorityName);

    /// <summary>Takes a batch: a chunk for each list of rows, and decides those that have a decision.</summary>
    public async Task<SpooledBatch> TakeAsync(
        string batch, TableSource? source, IReadOnlyList<IReadOnlyList<(KeptRow Row, Decision? Decision)>> chunks, CancellationToken ct, IReadOnlyList<RecordChanges>? changes = null, string format = "XLSX")
    {
        await Spool.BeginAsync(batch, "bureau", format, null, Time.GetUtcNow(), ct);
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            await Spool.AddChunkAsync(
                batch, chunk, [.. chunks[chunk].Select(row => new SubmittedRecord { Line = row.Row.Line, Order = row.Row.Line, Content = RecordJson.Write(Some.Penalty(row.Row.Line)) })],
                new(source is null ? [] : [.. chunks[chunk].Select(row => row.Row)], changes ?? []), ct);
        }
        await Spool.CompleteAsync(batch, "bureau", null, [1], ["内部流水号"], source, ct);
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            if (chunks[chunk].All(row => row.Decision is not null))
                await Spool.DecidedAsync(batch, chunk, Time.GetUtcNow(), DecisionJson.Write([.. chunks[chunk].Select(row => row.Decision!)]), ct);
        }
        return Spool.Find(batch)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Spool.DisposeAsync();
        folder.Dispose();
    }
}
