using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Reports;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Reports;

public sealed class ReportBuilderTests
{
    private static readonly DateTimeOffset Known = new(2026, 6, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReportBuilder Reports = new(new(ShippedSeeds.Folder.AnswerBook));

    private static LookupQuestion Question => new(Asked.Report, Some.Subject().Code!, "330100-licensing", "330100", "licensing", "CASE-1");

    private static SubjectProfile Profile(params CreditRecord[] records) =>
        records.Aggregate(
            SubjectProfile.Empty(Some.Subject().Code!),
            (profile, record) => profile.With(new(Some.City, record.SourceId!), 1, Known, new(record.Change == ChangeKind.Dispute, record.Change is ChangeKind.Withdraw or ChangeKind.Repair), record));

    private static CreditReport On(string day, params CreditRecord[] records) =>
        Reports.Build(Question, new(Profile(records), 0), "report-1", new DateTimeOffset(DateTime.Parse(day + "T04:00:00", null), TimeSpan.Zero));

    [Fact]
    public void A_report_is_what_the_three_lookups_say()
    {
        var (profile, now) = (new PastProfile(Profile(Some.Penalty(), Some.Honour(), Some.Licence()), 0), Known.AddDays(1));
        var report = Reports.Build(Question, profile, "report-1", now);
        foreach (var asked in new[] { Asked.Punishments, Asked.Rewards, Asked.Records })
        {
            var answer = new AnswerBuilder(ShippedSeeds.Folder.AnswerBook).Build(Question with { Asked = asked }, profile, "report-1", now);
            Assert.Equal(answer.Records?.Select(record => record.Key) ?? report.Records.Select(record => record.Key), report.Records.Select(record => record.Key));
            Assert.Equal(answer.Registry, report.Registry);
            if (answer.Measures is { } measures)
                Assert.Equal(measures.Select(measure => measure.Id), (asked == Asked.Punishments ? report.Punishments : report.Rewards).Select(measure => measure.Id));
        }
        Assert.Equal("found", report.Result);
    }

    [Fact]
    public void A_report_reads_as_it_was_written()
    {
        var bytes = CreditReportJson.Write(On("2026-11-23", Some.Penalty() with { Note = "𠮷㐂䶮" }, Some.Honour()));
        Assert.Equal(bytes, CreditReportJson.Write(CreditReportJson.Read(bytes)));
    }

    // The penalty of 2026-06-01 is general: shared to 2027-06-01.
    [Theory]
    [InlineData("2026-11-24", true)]
    [InlineData("2027-06-01", true)]
    [InlineData("2027-06-02", false)]
    public void A_report_stays_current_until_the_day_changes_what_it_says(string day, bool current) =>
        Assert.Equal(current, On("2026-11-23", Some.Penalty()).SaysTheSameAs(On(day, Some.Penalty())));

    [Fact]
    public void A_report_is_outdated_by_an_objection_a_repair_and_a_new_record()
    {
        var then = On("2026-11-23", Some.Penalty());
        Assert.False(then.SaysTheSameAs(On("2026-11-23", Some.Penalty() with { Change = ChangeKind.Dispute })));
        Assert.False(then.SaysTheSameAs(On("2026-11-23", Some.Penalty() with { Change = ChangeKind.Repair })));
        Assert.False(then.SaysTheSameAs(On("2026-11-23", Some.Penalty(), Some.Honour())));
        Assert.True(then.SaysTheSameAs(then with { LogEntry = "report-2", IssuedAt = then.IssuedAt.AddHours(1) }));
    }

    [Fact]
    public void Nothing_found_is_explained_and_no_report_rates()
    {
        Assert.Contains(On("2026-11-23").Notes, note => note.Zh.StartsWith("“未查到”是指", StringComparison.Ordinal));
        Assert.DoesNotContain(On("2026-11-23", Some.Penalty()).Notes, note => note.Zh.StartsWith("“未查到”是指", StringComparison.Ordinal));
        Assert.All(new[] { On("2026-11-23"), On("2026-11-23", Some.Penalty()) }, report => Assert.Contains("不是信用评价", report.Notes[0].Zh, StringComparison.Ordinal));
    }
}
