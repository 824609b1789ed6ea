using CreditShare.Domain.Equality;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Equality;

/// <summary>The cases by name; random lives of records beside a real registry are in Registry.Tests.</summary>
public sealed class SentRecordTests
{
    private static readonly CreditRecord Penalty = Some.Penalty();

    private static readonly CreditRecord Repair = new()
    {
        SourceId = Penalty.SourceId, Change = ChangeKind.Repair, Authority = Some.Authority with { Name = "杭州市生态环境局样例分局" },
        Repair = new() { DutyMetOn = new DateOnly(2026, 7, 1), Evidence = "样例-1", Commitment = "样例-2" },
    };

    private static string? Sent(params (int Version, long Order, bool Late, CreditRecord Record)[] versions) =>
        Hex(versions.Aggregate(SentRecord.Unknown, (record, one) => record.With(SentVersion.Of(one.Version, one.Order, one.Late, one.Record))).Line(Penalty.SourceId!));

    private static string? Held(CreditRecord record, bool ended = false, bool disputed = false) => Hex(HoldingLine.Of(new()
    {
        City = Some.City, SourceId = Penalty.SourceId!, Version = 7, KnownAt = DateTimeOffset.UnixEpoch, Disputed = disputed, Ended = ended, Record = record,
    }));

    private static string? Hex(HoldingLine? line) => line is null ? null : $"{line.Item} {line.Day:O} {Convert.ToHexString(line.Hash)}";

    [Fact]
    public void A_record_is_held_as_it_was_sent_last_whatever_arrives_first() =>
        Assert.Equal(Held(Penalty with { Note = "更正" }), Sent((2, 2, false, Penalty with { Change = ChangeKind.Correct, Note = "更正" }), (1, 1, false, Penalty)));

    [Fact]
    public void A_change_that_leaves_the_fact_out_has_the_fact_before_it_with_its_own_authority() =>
        Assert.Equal(Held(Repair.Of(Penalty with { Note = "样例" }), ended: true), Sent((1, 1, false, Penalty with { Note = "样例" }), (2, 2, false, Repair)));

    [Fact]
    public void A_mark_that_the_registry_set_is_no_difference_nor_is_a_number_that_it_took() =>
        Assert.Equal(
            Held(new CreditRecord { Change = ChangeKind.Dispute, ChangeReason = "信用主体提出异议", Dispute = new() { Number = "样例" } }.Of(Penalty), disputed: true),
            Sent((1, 1, false, Penalty), (3, 3, false, Penalty)));

    [Fact]
    public void A_late_version_changes_nothing_but_may_end_the_record()
    {
        Assert.Equal(Held(Penalty), Sent((1, 5, false, Penalty), (2, 4, true, Penalty with { Note = "迟到" })));
        var dispute = new CreditRecord { SourceId = Penalty.SourceId, Change = ChangeKind.Dispute, ChangeReason = "样例" };
        Assert.Equal(
            Held(Penalty, ended: true), Sent((1, 1, false, Penalty), (2, 4, false, dispute), (3, 3, true, Penalty with { Change = ChangeKind.Withdraw, ChangeReason = "样例" })));
    }

    [Fact]
    public void A_higher_order_under_which_the_same_bytes_came_again_counts()
    {
        var withdrawal = SentVersion.Of(2, 3, true, Penalty with { Change = ChangeKind.Withdraw, ChangeReason = "样例" });
        var record = SentRecord.Unknown.With(SentVersion.Of(1, 1, false, Penalty)).With(withdrawal);
        Assert.Equal(Held(Penalty, ended: true), Hex(record.Line("P-1")));
        Assert.Equal(Held(Penalty), Hex(record.Raised(1, 5).Line("P-1")));
        // The repetition's decision came before that of the acceptance.
        var repeated = SentRecord.Unknown.With(SentVersion.Of(1, 5, false, Penalty) with { IsAssumed = true }).Raised(1, 5);
        Assert.Equal(Held(Penalty), Hex(repeated.With(SentVersion.Of(1, 1, false, Penalty)).With(withdrawal).Line("P-1")));
    }

    [Fact]
    public void What_is_known_is_taken_once_and_of_what_states_no_fact_nothing_is_said()
    {
        var record = SentRecord.Unknown.With(SentVersion.Of(1, 1, false, Penalty));
        Assert.Same(record, record.With(SentVersion.Of(1, 9, false, Penalty) with { IsAssumed = true }));
        Assert.Null(Sent((2, 2, false, Repair)));
    }

    public static TheoryData<string, CreditRecord> Altered() => new()
    {
        { "fact", Penalty with { Penalty = Penalty.Penalty! with { Fine = 20_000.01m } } },
        { "subject", Penalty with { Subject = Some.Subject(2) } },
        { "authority", Penalty with { Authority = Some.Authority with { Name = "另一机关（样例）" } } },
        { "note", Penalty with { Note = "样例" } },
        { "severity", Penalty with { Severity = Domain.Catalogue.Severity.Serious } },
        { "public until", Penalty with { PublicUntil = new DateOnly(2027, 1, 1) } },
    };

    [Theory]
    [MemberData(nameof(Altered))]
    public void Whatever_is_altered_of_it_is_seen(string what, CreditRecord altered) => Assert.True(Held(altered) != Sent((1, 1, false, Penalty)), what);

    [Fact]
    public void That_it_was_ended_is_seen() => Assert.NotEqual(Held(Penalty, ended: true), Held(Penalty));
}
