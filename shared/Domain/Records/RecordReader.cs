using System.Buffers;
using System.Globalization;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Records;

/// <summary>
/// Makes a record of raw cells: each is normalised by its stated rule or reported with what would be right. What cannot be read is left out of
/// the record and named in the reasons; everything else is read all the same, so that one wrong cell does not hide another.
/// </summary>
public sealed class RecordReader
{
    private const int NameLength = 200;
    private const int TextLength = 4000;

    /// <summary>Control characters, and those that turn the direction of writing: a reader cannot see them, or sees other text than is there.</summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Concat(Enumerable.Range(127, 33)).Select(code => (char)code).Except(['\t', '\n', '\r']),
            '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);

    private readonly RecordCells cells;
    private readonly List<Reason> reasons;
    private readonly List<CellChange>? changes;

    private RecordReader(RecordCells cells, List<Reason> reasons, List<CellChange>? changes)
    {
        this.cells = cells;
        this.reasons = reasons;
        this.changes = changes;
    }

    /// <param name="cells">The row's raw texts.</param>
    /// <param name="reasons">Gets every fault found in a cell; may hold others already.</param>
    /// <param name="changes">Gets every cell that was read as something other than it says; null if nobody asks.</param>
    public static CreditRecord Read(RecordCells cells, List<Reason> reasons, List<CellChange>? changes = null) => new RecordReader(cells, reasons, changes).Read();

    /// <summary>The bureau's own version number, if it sent one: a whole number from 1.</summary>
    public static long? ReadSourceVersion(RecordCells cells, List<Reason> reasons)
    {
        var text = cells[RecordField.SourceVersion] is { } cell ? Folded(cell) : null;
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= 1 and < VersionRules.SpoolStampsFrom)
            return version;
        reasons.Add(DecidingReasons.NotANumber(RecordField.SourceVersion, text, "1 至 999999999 的整数。", "A whole number from 1 to 999999999."));
        return null;
    }

    private CreditRecord Read()
    {
        CheckSubjectClass();
        var kind = Word(RecordField.Kind, RecordWords.Kind);
        return new CreditRecord
        {
            SourceId = Text(RecordField.SourceId, NameLength),
            Change = cells[RecordField.Change] is null ? ChangeKind.Submit : Word(RecordField.Change, RecordWords.Change),
            ChangeReason = Text(RecordField.ChangeReason),
            Kind = kind,
            Item = Text(RecordField.Item, 40)?.ToUpperInvariant(),
            Subject = Organisation(RecordField.SubjectName, RecordField.SubjectCode),
            Identifiers = Identifiers(),
            Authority = Organisation(RecordField.AuthorityName, RecordField.AuthorityCode),
            Source = Organisation(RecordField.SourceName, RecordField.SourceCode),
            DocumentNumber = Parsed(RecordField.DocumentNumber, text => DocumentNumber.Parse(text), number => number.Text),
            LegalBasis = Text(RecordField.LegalBasis),
            DecidedOn = Day(RecordField.DecidedOn),
            ValidFrom = Day(RecordField.ValidFrom),
            ValidUntil = OpenEnd(Day(RecordField.ValidUntil)),
            PublicUntil = OpenEnd(Day(RecordField.PublicUntil)),
            Severity = Word(RecordField.Severity, RecordWords.SeverityOf),
            Penalty = Penalty(),
            Licence = Licence(),
            Honour = Honour(),
            Dishonesty = Dishonesty(),
            Note = Text(RecordField.Note),
            Repair = Repair(),
            Withdrawal = Day(RecordField.WithdrawalSetAsideOn) is { } setAside ? new WithdrawalSection { SetAsideOn = setAside } : null,
            Dispute = Dispute(),
            Resolution = Resolution(),
        };
    }

    private PenaltySection? Penalty()
    {
        var section = new PenaltySection
        {
            OffenceType = Text(RecordField.OffenceType),
            Facts = Text(RecordField.Facts),
            Kinds = PenaltyKinds(),
            Content = Text(RecordField.PenaltyContent),
            Fine = Amount(RecordField.Fine),
            Confiscated = Amount(RecordField.Confiscated),
            LicenceAffected = Text(RecordField.LicenceAffected),
        };
        return section == new PenaltySection() ? null : section;
    }

    private LicenceSection? Licence()
    {
        var section = new LicenceSection
        {
            DocumentName = Text(RecordField.LicenceDocumentName),
            Type = Text(RecordField.LicenceType, NameLength),
            Certificate = Text(RecordField.LicenceCertificate),
            Number = Text(RecordField.LicenceNumber, NameLength),
            Content = Text(RecordField.LicenceContent),
            InForce = LicenceStatus(),
        };
        return section == new LicenceSection() ? null : section;
    }

    private HonourSection? Honour()
    {
        var section = new HonourSection
        {
            Category = Text(RecordField.HonourCategory, NameLength),
            Year = Year(RecordField.HonourYear),
            Title = Text(RecordField.HonourTitle),
        };
        return section == new HonourSection() ? null : section;
    }

    private DishonestySection? Dishonesty()
    {
        var section = new DishonestySection
        {
            Category = Text(RecordField.ListCategory, NameLength),
            CaseNumber = Text(RecordField.ListCaseNumber, NameLength),
            Region = Text(RecordField.ListRegion, NameLength),
            FiledOn = Day(RecordField.ListFiledOn),
        };
        return section == new DishonestySection() ? null : section;
    }

    private RepairSection? Repair()
    {
        var section = new RepairSection
        {
            DutyMetOn = Day(RecordField.RepairDutyMetOn),
            Evidence = Text(RecordField.RepairEvidence, NameLength),
            Commitment = Text(RecordField.RepairCommitment, NameLength),
            DecidedOn = Day(RecordField.RepairDecidedOn),
        };
        return section == new RepairSection() ? null : section;
    }

    private DisputeSection? Dispute()
    {
        var section = new DisputeSection
        {
            ReceivedOn = Day(RecordField.DisputeReceivedOn),
            Stage = Word(RecordField.DisputeStage, RecordWords.StageOf),
            Number = Text(RecordField.DisputeNumber, NameLength),
        };
        return section == new DisputeSection() ? null : section;
    }

    private ResolutionSection? Resolution()
    {
        var section = new ResolutionSection
        {
            Result = Word(RecordField.ResolutionResult, RecordWords.ResultOf), SettledOn = Day(RecordField.ResolutionSettledOn),
        };
        return section == new ResolutionSection() ? null : section;
    }

    private OtherIdentifiers? Identifiers()
    {
        var identifiers = new OtherIdentifiers
        {
            RegistrationNumber = Text(RecordField.RegistrationNumber, NameLength),
            OrganisationCode = Text(RecordField.OrganisationCode, NameLength),
            TaxNumber = Text(RecordField.TaxNumber, NameLength),
            InstitutionNumber = Text(RecordField.InstitutionNumber, NameLength),
            SocialOrganisationNumber = Text(RecordField.SocialOrganisationNumber, NameLength),
        };
        return identifiers == new OtherIdentifiers() ? null : identifiers;
    }

    /// <summary>The templates serve persons too; only organisations may pass. The class itself is not kept.</summary>
    private void CheckSubjectClass()
    {
        var found = Text(RecordField.SubjectClass, NameLength);
        if (found is null || found is "法人及非法人组织" or "法人" or "非法人组织" or "organisation" or "1")
            return;
        reasons.Add(
            found.Contains("个体", StringComparison.Ordinal) ? DecidingReasons.IndividualBusiness(found)
            : found.Contains("自然人", StringComparison.Ordinal) ? DecidingReasons.NaturalPerson(found)
            : DecidingReasons.UnknownWord(RecordField.SubjectClass, found, ["法人及非法人组织"]));
    }

    private Organisation? Organisation(RecordField nameField, RecordField codeField)
    {
        var name = Text(nameField, NameLength);
        if (cells[codeField] is { } number && PersonalData.ContainsIdentityNumber(number))
        {
            // A person's number: the name beside it is a person's too, and neither is kept.
            reasons.Add(DecidingReasons.PersonsNumber(codeField));
            return null;
        }
        var code = Parsed(codeField, text => UnifiedSocialCreditCode.Parse(text), value => value.Value);
        return name is null && code is null ? null : new Organisation(name, code);
    }

    private List<PenaltyKind>? PenaltyKinds()
    {
        if (Text(RecordField.PenaltyKinds) is not { } text)
            return null;
        var kinds = new List<PenaltyKind>();
        foreach (var part in PenaltyKindText.Split(text, word => RecordWords.Penalty(word) is not null))
        {
            if (RecordWords.Penalty(part) is not { } kind)
                reasons.Add(DecidingReasons.UnknownWord(RecordField.PenaltyKinds, part, RecordWords.All<PenaltyKind>()));
            else if (!kinds.Contains(kind))
                kinds.Add(kind);
        }
        kinds.Sort();
        return kinds.Count == 0 ? null : kinds;
    }

    private bool? LicenceStatus()
    {
        switch (Text(RecordField.LicenceStatus, 20))
        {
            case null:
                return null;
            case "1" or "有效" or "true":
                return true;
            case "2" or "0" or "无效" or "false":
                return false;
            case var found:
                reasons.Add(DecidingReasons.UnknownWord(RecordField.LicenceStatus, found, ["1（有效）", "2（无效）"]));
                return null;
        }
    }

    private int? Year(RecordField field)
    {
        if (Text(field, 20) is not { } text)
            return null;
        if (int.TryParse(text.TrimEnd('年', '度'), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2100)
            return year;
        reasons.Add(DecidingReasons.NotANumber(field, text, "四位年份，如 2024。", "A year of four digits, such as 2024."));
        return null;
    }

    private DateOnly? Day(RecordField field) => Parsed(field, ChineseDate.Parse, day => (DateOnly?)day);

    private decimal? Amount(RecordField field) =>
        Parsed(field, text => MoneyAmount.Parse(text, cells.AmountUnit), amount => (decimal?)Canonical(amount));

    private T? Word<T>(RecordField field, Func<string, T?> find) where T : struct, Enum
    {
        if (Text(field, NameLength) is not { } text)
            return null;
        if (find(text) is { } value)
            return value;
        reasons.Add(DecidingReasons.UnknownWord(field, text, RecordWords.All<T>()));
        return null;
    }

    private TResult? Parsed<T, TResult>(RecordField field, Func<string, ParseResult<T>> parse, Func<T, TResult?> value)
    {
        if (cells[field] is not { } cell || Folded(cell) is not { } text)
            return default;
        var result = parse(text);
        if (result.IsSuccess)
            return value(result.Value);
        reasons.Add(Reason.From(result.Fault, field));
        return default;
    }

    private string? Text(RecordField field, int most = TextLength)
    {
        if (cells[field] is not { } cell || Folded(cell) is not { } text)
            return null;
        if (text.Length > most)
        {
            reasons.Add(DecidingReasons.TooLong(field, text.Length, most));
            return null;
        }
        if (text.AsSpan().ContainsAny(Unseen))
        {
            reasons.Add(DecidingReasons.UnseenCharacter(field));
            return null;
        }
        if (!PersonalData.ContainsIdentityNumber(text))
            return text;
        reasons.Add(DecidingReasons.IdentityNumber(field));
        return null;
    }

    private static string? Folded(string cell)
    {
        var text = CellText.Fold(cell);
        return text.Length == 0 || NothingMarks.IsNothing(text) ? null : text;
    }

    /// <summary>The templates write 2099-12-31 for "no end".</summary>
    private static DateOnly? OpenEnd(DateOnly? day) => day is { Year: >= 2099 } ? null : day;

    /// <summary>Without trailing zeros, so that 5000 and 5000.00 give the same bytes.</summary>
    private static decimal Canonical(decimal amount) => amount / 1.000000000000000000000000000000m;
}
