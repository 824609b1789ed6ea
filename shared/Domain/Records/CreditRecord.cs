using System.Text.Json.Serialization;
using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Records;

/// <summary>
/// A public credit record about one organisation as a bureau states it, in normalised form. What was absent or could not be read is null:
/// only <c>RecordRules</c> says whether the record can stand, so that all its faults are found at once. Records in a profile have stood.
/// </summary>
/// <remarks>
/// Source of the fields: the double-publicity templates of 发改办财金〔2018〕424号 (penalty, licence) and the red and black list templates.
/// Days are China's; amounts are yuan. Personal columns of the templates have no field here: they are dropped while reading.
/// </remarks>
public sealed record CreditRecord
{
    public string? SourceId { get; init; }

    public ChangeKind? Change { get; init; }

    /// <summary>Why a record is corrected, withdrawn, disputed or its objection settled.</summary>
    public string? ChangeReason { get; init; }

    public RecordKind? Kind { get; init; }

    /// <summary>Id of the catalogue item, such as <c>GEN-03</c>.</summary>
    public string? Item { get; init; }

    public Organisation? Subject { get; init; }

    /// <summary>The subject's older identifiers, if the bureau sent any.</summary>
    public OtherIdentifiers? Identifiers { get; init; }

    /// <summary>Who decided: only it, or who set it aside, may change the fact (谁认定、谁修复).</summary>
    public Organisation? Authority { get; init; }

    /// <summary>Who handed the data in (数据来源单位).</summary>
    public Organisation? Source { get; init; }

    /// <summary>文号, with the year's brackets unified to 〔〕.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The articles cited, as text: 《…法》第…条.</summary>
    public string? LegalBasis { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day in force; null where there is no end (2099-12-31 in the templates).</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Last day of publicity as the authority set it; null leaves it to the rules of the severity.</summary>
    public DateOnly? PublicUntil { get; init; }

    public Severity? Severity { get; init; }

    public PenaltySection? Penalty { get; init; }

    public LicenceSection? Licence { get; init; }

    public HonourSection? Honour { get; init; }

    public DishonestySection? Dishonesty { get; init; }

    public string? Note { get; init; }

    public RepairSection? Repair { get; init; }

    public WithdrawalSection? Withdrawal { get; init; }

    public DisputeSection? Dispute { get; init; }

    public ResolutionSection? Resolution { get; init; }

    /// <summary>
    /// Whether it only says what becomes of a record and nothing of the fact: then the fact as it is held is meant. A submission or correction never is.
    /// </summary>
    [JsonIgnore]
    public bool IsChangeOnly =>
        Change is ChangeKind.Withdraw or ChangeKind.Repair or ChangeKind.Dispute or ChangeKind.Resolve
        && this == new CreditRecord
        {
            SourceId = SourceId, Change = Change, ChangeReason = ChangeReason, Authority = Authority, Note = Note,
            Repair = Repair, Withdrawal = Withdrawal, Dispute = Dispute, Resolution = Resolution,
        };

    /// <summary>The fact alone: without what this version does to it, and without the note.</summary>
    [JsonIgnore]
    public CreditRecord Fact => this with { Change = null, ChangeReason = null, Note = null, Repair = null, Withdrawal = null, Dispute = null, Resolution = null };

    /// <summary>This change of the fact that is held.</summary>
    public CreditRecord Of(CreditRecord held) => held with
    {
        Change = Change, ChangeReason = ChangeReason, Authority = Authority ?? held.Authority, Note = Note ?? held.Note,
        Repair = Repair, Withdrawal = Withdrawal, Dispute = Dispute, Resolution = Resolution,
    };
}
