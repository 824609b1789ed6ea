using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Deciding;

public sealed class ChangeRulesTests
{
    private static readonly RecordKey Key = new(Some.City, "P-1");
    private static readonly RepairSection Repair = new() { DutyMetOn = new(2026, 6, 20), Evidence = "缴款书 2026-1", Commitment = "承诺书 2026-1" };

    private static CreditRecord ChangeOnly(ChangeKind change) => new()
    {
        SourceId = "P-1", Change = change, ChangeReason = "样例", Authority = change == ChangeKind.Repair ? Some.Authority : null,
        Repair = change == ChangeKind.Repair ? Repair : null,
        Resolution = change == ChangeKind.Resolve ? new() { Result = ResolutionResult.Rejected } : null,
    };

    /// <summary>All reasons against a change of a record that is held, as the registry finds them.</summary>
    private static IEnumerable<string> Reasons(CreditRecord fact, CreditRecord stated, string today, params ChangeKind[] before)
    {
        var day = DateOnly.Parse(today, null);
        var alone = RecordRules.Check(stated, [], Some.City, ShippedSeeds.Folder.RuleBook, day);
        if (alone.Count > 0)
            return alone.Select(reason => reason.Code);
        var fold = new ProfileFold();
        fold.Accept(Key, new(1, 1, [1], Some.Subject().Code!, ChangeKind.Submit), default, fact);
        foreach (var (change, i) in before.Select((change, i) => (change, i + 2)))
            fold.Accept(Key, new(i, i, [(byte)i], Some.Subject().Code!, change), default, fact);
        var record = stated.IsChangeOnly ? stated.Of(fact) : stated;
        return ChangeRules.CheckHeld(stated, record, fold.Held(Key)!, fold.History(Key), before.Length + 2, ShippedSeeds.Folder.RuleBook, day).Select(reason => reason.Code);
    }

    private static CreditRecord Penalty(string decided, params PenaltyKind[] kinds) => Some.Penalty() with
    {
        DecidedOn = DateOnly.Parse(decided, null),
        Penalty = Some.Penalty().Penalty! with
        {
            Kinds = kinds, Fine = kinds.Contains(PenaltyKind.Fine) ? 20_000 : null, LicenceAffected = kinds.Contains(PenaltyKind.LicenceRevocation) ? "样例证" : null,
        },
    };

    // Three months from 2026-06-01 end with 2026-09-01: the day after is the first.
    [Theory]
    [InlineData(PenaltyKind.Fine, "2026-09-01", "2026-06-20", "repair-too-early")]
    [InlineData(PenaltyKind.Fine, "2026-09-02", "2026-06-20", null)]
    [InlineData(PenaltyKind.Fine, "2026-09-02", "2026-09-03", "date-in-the-future")]
    [InlineData(PenaltyKind.Fine, "2026-09-03", "2026-05-31", "date-out-of-order")] // met before it was decided
    [InlineData(PenaltyKind.LicenceRevocation, "2027-06-01", "2026-06-20", "repair-too-early")]
    [InlineData(PenaltyKind.LicenceRevocation, "2027-06-02", "2026-06-20", null)]
    [InlineData(PenaltyKind.Warning, "2026-06-01", "2026-06-01", null)] // minor: at once when the duty is met
    [InlineData(PenaltyKind.Warning, "2026-06-01", "2026-06-02", "date-in-the-future")]
    public void A_repair_is_for_after_the_least_period_and_the_duty(PenaltyKind kind, string today, string met, string? refused)
    {
        var stated = ChangeOnly(ChangeKind.Repair) with { Repair = Repair with { DutyMetOn = DateOnly.Parse(met, null) } };
        Assert.Equal(refused is null ? [] : [refused], Reasons(Penalty("2026-06-01", kind), stated, today));
    }

    // The trial rules until 2026-03-31 ask twelve months in food and drugs; the rules since 2026-04-01 three, as everywhere.
    [Theory]
    [InlineData("2025-11-20", "FDR-01", "2026-03-31", "repair-too-early")]
    [InlineData("2025-11-20", "FDR-01", "2026-04-01", null)]
    [InlineData("2026-03-31", "FDR-01", "2026-06-30", "repair-too-early")]
    [InlineData("2026-03-31", "FDR-01", "2026-07-01", null)]
    [InlineData("2025-12-30", "GEN-03", "2026-03-30", "repair-too-early")]
    [InlineData("2025-12-30", "GEN-03", "2026-03-31", null)]
    // Serious under the trial rules: three months; since then twelve.
    [InlineData("2025-12-15", "GEN-03", "2026-03-31", null, PenaltyKind.StopBusiness)]
    [InlineData("2025-12-15", "GEN-03", "2026-04-01", "repair-too-early", PenaltyKind.StopBusiness)]
    [InlineData("2025-12-15", "GEN-03", "2026-12-15", "repair-too-early", PenaltyKind.StopBusiness)]
    [InlineData("2025-12-15", "GEN-03", "2026-12-16", null, PenaltyKind.StopBusiness)]
    public void Which_rules_a_repair_is_judged_by_is_a_question_of_its_day(string decided, string item, string today, string? refused, PenaltyKind kind = PenaltyKind.Fine)
    {
        var stated = ChangeOnly(ChangeKind.Repair) with { Repair = Repair with { DutyMetOn = DateOnly.Parse(decided, null) } };
        Assert.Equal(refused is null ? [] : [refused], Reasons(Penalty(decided, kind) with { Item = item }, stated, today));
    }

    [Fact]
    public void A_refusal_names_the_earliest_day_and_the_rule()
    {
        var reason = Assert.Single(RecordRules.Check(
            Penalty("2026-06-01", PenaltyKind.Fine) with { Change = ChangeKind.Repair, Repair = Repair }, [], Some.City, ShippedSeeds.Folder.RuleBook, new(2026, 8, 1)));
        Assert.Contains("2026年9月2日", reason.RightZh, StringComparison.Ordinal);
        Assert.Contains("最短公示 3 个月", reason.Zh, StringComparison.Ordinal);
        Assert.Contains("《信用修复管理办法》", reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repair_names_duty_evidence_commitment_and_the_authority_that_decided_it()
    {
        var reasons = RecordRules.Check(new() { SourceId = "P-1", Change = ChangeKind.Repair }, [], Some.City, ShippedSeeds.Folder.RuleBook, new(2026, 10, 1));
        Assert.Equal(["authority.code", "repair.dutyMetOn", "repair.evidence", "repair.commitment"], reasons.Select(reason => reason.Field));
    }

    [Fact]
    public void Who_determined_the_fact_repairs_it()
    {
        var other = ChangeOnly(ChangeKind.Repair) with { Authority = new("杭州市样例局", Domain.Codes.UnifiedSocialCreditCode.Compose("11", "330100", "B1B2C3D4").Value) };
        Assert.Equal(["repair-by-another"], Reasons(Some.Penalty(), other, "2026-11-23"));
        Assert.Empty(Reasons(Some.Penalty(), ChangeOnly(ChangeKind.Repair), "2026-11-23"));
    }

    [Fact]
    public void What_the_law_bars_from_early_repair_waits_for_its_end()
    {
        var fraud = Some.Penalty() with { Item = "GEN-10" };
        Assert.Equal(["repair-barred"], Reasons(fraud, ChangeOnly(ChangeKind.Repair), "2026-11-23"));
        Assert.Equal(["nothing-to-repair"], Reasons(Some.Honour() with { SourceId = "P-1" }, ChangeOnly(ChangeKind.Repair), "2026-11-23"));
        Assert.Equal(["ended-already"], Reasons(Some.Penalty(), ChangeOnly(ChangeKind.Repair), "2026-11-23", ChangeKind.Withdraw));
    }

    [Fact]
    public void A_repair_is_revoked_by_a_correction_that_says_why()
    {
        var correction = Some.Penalty() with { Change = ChangeKind.Correct };
        Assert.Equal(["missing"], Reasons(Some.Penalty(), correction, "2026-11-23", ChangeKind.Repair));
        Assert.Empty(Reasons(Some.Penalty(), correction with { ChangeReason = "承诺不实，撤销修复" }, "2026-11-23", ChangeKind.Repair));
        Assert.Empty(Reasons(Some.Penalty(), correction, "2026-11-23", ChangeKind.Withdraw));
    }

    [Theory]
    [InlineData(ChangeKind.Dispute, null, new ChangeKind[0], null)]
    [InlineData(ChangeKind.Dispute, null, new[] { ChangeKind.Dispute }, "objection-open")]
    [InlineData(ChangeKind.Dispute, null, new[] { ChangeKind.Dispute, ChangeKind.Resolve }, null)]
    [InlineData(ChangeKind.Dispute, DisputeStage.Review, new ChangeKind[0], "review-before-settlement")]
    [InlineData(ChangeKind.Dispute, DisputeStage.Review, new[] { ChangeKind.Dispute, ChangeKind.Resolve }, null)]
    [InlineData(ChangeKind.Resolve, null, new ChangeKind[0], "no-open-objection")]
    [InlineData(ChangeKind.Resolve, null, new[] { ChangeKind.Dispute }, null)]
    [InlineData(ChangeKind.Resolve, null, new[] { ChangeKind.Dispute, ChangeKind.Resolve }, "no-open-objection")]
    public void An_objection_is_opened_settled_and_reviewed_in_that_order(ChangeKind change, DisputeStage? stage, ChangeKind[] before, string? refused)
    {
        var stated = ChangeOnly(change) with { Dispute = stage is null ? null : new() { Stage = stage } };
        Assert.Equal(refused is null ? [] : [refused], Reasons(Some.Penalty(), stated, "2026-11-23", before));
    }

    [Theory]
    [InlineData(ResolutionResult.Upheld, false, "upheld-unchanged")]
    [InlineData(ResolutionResult.Partly, false, "upheld-unchanged")]
    [InlineData(ResolutionResult.Rejected, false, null)]
    [InlineData(ResolutionResult.Upheld, true, null)]
    [InlineData(ResolutionResult.Partly, true, null)]
    [InlineData(ResolutionResult.Rejected, true, "fact-differs")]
    public void Only_an_objection_that_was_right_changes_the_record(ResolutionResult result, bool corrected, string? refused)
    {
        var stated = Some.Penalty() with
        {
            Change = ChangeKind.Resolve, ChangeReason = "样例", Resolution = new() { Result = result },
            Penalty = corrected ? Some.Penalty().Penalty! with { Fine = 10_000 } : Some.Penalty().Penalty,
        };
        Assert.Equal(refused is null ? [] : [refused], Reasons(Some.Penalty(), stated, "2026-11-23", ChangeKind.Dispute));
    }

    [Theory]
    [InlineData(ChangeKind.Withdraw)]
    [InlineData(ChangeKind.Dispute)]
    [InlineData(ChangeKind.Repair)]
    public void A_change_that_states_the_fact_states_it_as_it_is_held(ChangeKind change)
    {
        var stated = Some.Penalty() with { Change = change, ChangeReason = "样例", Repair = change == ChangeKind.Repair ? Repair : null, Note = "备注不是事实" };
        Assert.Empty(Reasons(Some.Penalty(), stated, "2026-11-23"));
        Assert.Equal(["fact-differs"], Reasons(Some.Penalty(), stated with { DecidedOn = new(2026, 5, 1) }, "2026-11-23"));
    }

    [Fact]
    public void What_belongs_to_another_change_is_refused()
    {
        Assert.Equal(["section-of-other-change"], Reasons(Some.Penalty(), ChangeOnly(ChangeKind.Withdraw) with { Repair = Repair }, "2026-11-23"));
        Assert.Equal(["section-of-other-change"], Reasons(Some.Penalty(), Some.Penalty() with { Resolution = new() { Result = ResolutionResult.Rejected } }, "2026-11-23"));
    }
}
