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

    /// <summary>Changes told of one record.</summary>
    private const int MostChanges = 50;

    /// <summary>The one class of subject that may pass, as the templates write it.</summary>
    public const string ClassOfOrganisations = "法人及非法人组织";

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
    /// <param name="changes">
    /// Gets every cell that was read as something other than it says, by the rules of <see cref="CellRules"/>; 50 at most, and never one with an identity number. Null if nobody asks.
    /// A canonical record has none.
    /// </param>
    public static CreditRecord Read(RecordCells cells, List<Reason> reasons, List<CellChange>? changes = null) => new RecordReader(cells, reasons, changes).Read();

    /// <summary>The bureau's own version number, if it sent one: a whole number from 1.</summary>
    public static long? ReadSourceVersion(RecordCells cells, List<Reason> reasons, List<CellChange>? changes = null)
    {
        var reader = new RecordReader(cells, reasons, changes);
        if (reader.Folded(RecordField.SourceVersion) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= 1 and < VersionRules.SpoolStampsFrom)
        {
            reader.Note(RecordField.SourceVersion, CellRules.CellText, text);
            return version;
        }
        reasons.Add(DecidingReasons.NotANumber(RecordField.SourceVersion, text, "1 至 999999999 的整数。", "A whole number from 1 to 999999999."));
        return null;
    }

    private CreditRecord Read()
    {
        var isPerson = !CheckSubjectClass();
        var kind = Word(RecordField.Kind, RecordWords.Kinds);
        // Nothing said, and nothing said wrong, is a submission: tables have the column and leave it empty.
        var known = reasons.Count;
        var change = Word(RecordField.Change, RecordWords.Changes) ?? (reasons.Count == known ? ChangeKind.Submit : null);
        return new CreditRecord
        {
            SourceId = Text(RecordField.SourceId, NameLength),
            Change = change,
            ChangeReason = Text(RecordField.ChangeReason),
            Kind = kind,
            Item = Item(),
            Subject = Organisation(RecordField.SubjectName, RecordField.SubjectCode, silent: isPerson),
            Identifiers = Identifiers(),
            Authority = Organisation(RecordField.AuthorityName, RecordField.AuthorityCode, isRequired: change is ChangeKind.Submit or ChangeKind.Correct),
            Source = Organisation(RecordField.SourceName, RecordField.SourceCode),
            DocumentNumber = Number(),
            LegalBasis = Text(RecordField.LegalBasis),
            DecidedOn = Day(RecordField.DecidedOn),
            ValidFrom = Day(RecordField.ValidFrom),
            ValidUntil = LastDay(RecordField.ValidUntil),
            PublicUntil = LastDay(RecordField.PublicUntil),
            Severity = Word(RecordField.Severity, RecordWords.Severities),
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
            Stage = Word(RecordField.DisputeStage, RecordWords.Stages),
            Number = Text(RecordField.DisputeNumber, NameLength),
        };
        return section == new DisputeSection() ? null : section;
    }

    private ResolutionSection? Resolution()
    {
        var section = new ResolutionSection
        {
            Result = Word(RecordField.ResolutionResult, RecordWords.Results), SettledOn = Day(RecordField.ResolutionSettledOn),
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
    /// <returns>False if the class says that the subject is a person.</returns>
    private bool CheckSubjectClass()
    {
        switch (Checked(RecordField.SubjectClass, NameLength))
        {
            case null:
                return true;
            case (ClassOfOrganisations or "organisation") and var found:
                Note(RecordField.SubjectClass, CellRules.CellText, found);
                return true;
            case "法人" or "非法人组织" or "法人和非法人组织" or "法人及其他组织" or "法人和其他组织" or "1":
                Note(RecordField.SubjectClass, CellRules.Word, ClassOfOrganisations);
                return true;
            case var found when found.Contains("个体", StringComparison.Ordinal):
                reasons.Add(DecidingReasons.IndividualBusiness(found));
                return false;
            case var found when found.Contains("自然人", StringComparison.Ordinal):
                reasons.Add(DecidingReasons.NaturalPerson(found));
                return false;
            case var found:
                reasons.Add(DecidingReasons.UnknownWord(RecordField.SubjectClass, found, [ClassOfOrganisations]));
                return true;
        }
    }

    /// <param name="nameField">Its name.</param>
    /// <param name="codeField">Its code.</param>
    /// <param name="isRequired">True where a record cannot stand without it, so that a mark for nothing in the name's place is told as such.</param>
    /// <param name="silent">True if it is known to be a person: what is said of it is listed nowhere.</param>
    private Organisation? Organisation(RecordField nameField, RecordField codeField, bool isRequired = false, bool silent = false)
    {
        // Invisible characters may part the number.
        var isPerson = cells[codeField] is { } number && (PersonalData.ContainsIdentityNumber(number)
            || (CellText.Fold(number) is var folded && !ReferenceEquals(folded, number) && PersonalData.ContainsIdentityNumber(folded)));
        var name = Name(nameField, isRequired, silent || isPerson);
        if (isPerson)
        {
            // A person's number: the name beside it is a person's too, and neither is kept.
            reasons.Add(DecidingReasons.PersonsNumber(codeField));
            return null;
        }
        var code = Code(codeField, silent);
        return name is null && code is null ? null : new Organisation(name, code);
    }

    private string? Name(RecordField field, bool isRequired, bool silent)
    {
        if (Checked(field, NameLength, silent || isRequired) is not { } text)
        {
            // A mark: there is a cell, and nothing else was said against it.
            if (isRequired && cells[field] is { } cell && CellText.Fold(cell) is { Length: > 0 } mark && NothingMarks.IsNothing(mark))
                reasons.Add(DecidingReasons.AuthorityIsMark(field, mark));
            return null;
        }
        var name = NameText.Unify(text);
        // Blanks may have parted a mark.
        if (!ReferenceEquals(name, text) && !IsValue(field, name, silent))
            return null;
        if (Instead(field, name) is { } instead)
        {
            reasons.Add(DecidingReasons.AuthorityNotAName(field, name, instead));
            return null;
        }
        if (!silent)
            Note(field, ReferenceEquals(name, text) ? CellRules.CellText : CellRules.Name, name);
        return name;
    }

    /// <summary>What stands in a name's place. A subject may be called by any name but a credit code.</summary>
    private static NotAName? Instead(RecordField field, string name) =>
        field != RecordField.SubjectName ? AuthorityName.Judge(name) : AuthorityName.IsCreditCode(name) ? NotAName.CreditCode : null;

    private string? Code(RecordField field, bool silent)
    {
        if (Folded(field, silent) is not { } text)
            return null;
        var code = UnifiedSocialCreditCode.Parse(text);
        if (!code.IsSuccess)
        {
            reasons.Add(ChineseCharacters.Contains(text) ? DecidingReasons.CodeIsAName(field, text) : Reason.From(code.Fault, field));
            return null;
        }
        if (!silent)
            Note(field, CellRules.CreditCode, code.Value.Value);
        return code.Value.Value;
    }

    private string? Item()
    {
        if (Checked(RecordField.Item, 40) is not { } text)
            return null;
        var item = text.ToUpperInvariant();
        Note(RecordField.Item, item == text ? CellRules.CellText : CellRules.ItemCode, item);
        return item;
    }

    private string? Number()
    {
        if (Folded(RecordField.DocumentNumber) is not { } text)
            return null;
        if (text.AsSpan().ContainsAny(Unseen))
        {
            reasons.Add(DecidingReasons.UnseenCharacter(RecordField.DocumentNumber));
            return null;
        }
        var number = DocumentNumber.Parse(text);
        if (!number.IsSuccess)
        {
            reasons.Add(Reason.From(number.Fault, RecordField.DocumentNumber));
            return null;
        }
        Note(RecordField.DocumentNumber, CellRules.DocumentNumber, number.Value.Text);
        return number.Value.Text;
    }

    private List<PenaltyKind>? PenaltyKinds()
    {
        if (Checked(RecordField.PenaltyKinds, TextLength) is not { } text)
            return null;
        var kinds = new List<PenaltyKind>();
        bool isOwn = true, isKnown = true;
        foreach (var part in PenaltyKindText.Split(text, word => RecordWords.Penalty(word) is not null))
        {
            if (RecordWords.Penalty(part) is not { } kind)
            {
                isKnown = false;
                reasons.Add(part is "拘留" or "行政拘留"
                    ? DecidingReasons.DetentionIsForPersons(part)
                    : DecidingReasons.UnknownWord(RecordField.PenaltyKinds, part, RecordWords.Penalties.Chinese, RecordWords.Penalties.Codes));
                continue;
            }
            isOwn &= RecordWords.Penalties.IsOwn(part, kind) && !kinds.Contains(kind);
            if (!kinds.Contains(kind))
                kinds.Add(kind);
        }
        if (kinds.Count == 0 && isKnown)
        {
            // Nothing but separators.
            isKnown = false;
            reasons.Add(DecidingReasons.UnknownWord(RecordField.PenaltyKinds, text, RecordWords.Penalties.Chinese, RecordWords.Penalties.Codes));
        }
        kinds.Sort();
        if (isKnown && changes is not null)
            NoteKinds(text, kinds, isOwn);
        return kinds.Count == 0 ? null : kinds;
    }

    private void NoteKinds(string text, List<PenaltyKind> kinds, bool isOwn)
    {
        if (isOwn && !PenaltyKindText.HasUnnamedSeparator(text))
            Note(RecordField.PenaltyKinds, CellRules.CellText, text);
        else
            Note(RecordField.PenaltyKinds, CellRules.PenaltyKinds, string.Join('；', kinds.Select(RecordWords.Penalties.ChineseOf)));
    }

    private bool? LicenceStatus()
    {
        switch (Checked(RecordField.LicenceStatus, 20))
        {
            case null:
                return null;
            case ("1" or "有效" or "true") and var found:
                Note(RecordField.LicenceStatus, CellRules.CellText, found);
                return true;
            case ("2" or "无效" or "false") and var found:
                Note(RecordField.LicenceStatus, CellRules.CellText, found);
                return false;
            case "1（有效）" or "1(有效)" or "1有效" or "1-有效" or "True" or "TRUE":
                Note(RecordField.LicenceStatus, CellRules.Word, "有效");
                return true;
            case "0" or "2（无效）" or "2(无效)" or "2无效" or "2-无效" or "False" or "FALSE":
                Note(RecordField.LicenceStatus, CellRules.Word, "无效");
                return false;
            case var found:
                reasons.Add(DecidingReasons.UnknownWord(RecordField.LicenceStatus, found, ["1（有效）", "2（无效）"]));
                return null;
        }
    }

    private int? Year(RecordField field)
    {
        if (Checked(field, 20) is not { } text)
            return null;
        if (YearText.Parse(text) is not { } year)
        {
            reasons.Add(DecidingReasons.NotANumber(field, text, "四位年份，如 2024。", "A year of four digits, such as 2024."));
            return null;
        }
        if (changes is not null)
            Note(field, text.Length == 4 && char.IsAsciiDigit(text[0]) ? CellRules.CellText : CellRules.Year, year.ToString(CultureInfo.InvariantCulture));
        return year;
    }

    private DateOnly? Day(RecordField field)
    {
        if (Folded(field) is not { } text)
            return null;
        var day = ChineseDate.Parse(text);
        if (!day.IsSuccess)
        {
            reasons.Add(Reason.From(day.Fault, field));
            return null;
        }
        NoteDay(field, text, day.Value);
        return day.Value;
    }

    private DateOnly? LastDay(RecordField field)
    {
        if (Folded(field) is not { } text)
            return null;
        var last = OpenEnd.Parse(text);
        if (!last.IsSuccess)
            reasons.Add(Reason.From(last.Fault, field));
        else if (last.Value is { } day)
            NoteDay(field, text, day);
        else
            Note(field, CellRules.OpenEnd, field == RecordField.ValidUntil ? OpenEnd.ReadAs : null);
        return last.IsSuccess ? last.Value : null;
    }

    private void NoteDay(RecordField field, string text, DateOnly day)
    {
        if (changes is null)
            return;
        Span<char> usual = stackalloc char[10];
        day.TryFormat(usual, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!usual.SequenceEqual(cells[field]))
            Note(field, usual.SequenceEqual(text) ? CellRules.CellText : CellRules.Date, new string(usual));
    }

    private decimal? Amount(RecordField field)
    {
        if (Folded(field) is not { } text)
            return null;
        var parsed = MoneyAmount.Parse(text, cells.AmountUnit);
        if (!parsed.IsSuccess)
        {
            reasons.Add(Reason.From(parsed.Fault, field));
            return null;
        }
        var amount = Canonical(parsed.Value);
        if (MoneyAmount.IsPlain(text))
            Note(field, CellRules.CellText, text);
        else if (changes is not null)
            Note(field, CellRules.Amount, string.Create(CultureInfo.InvariantCulture, $"{amount} 元"));
        return amount;
    }

    private T? Word<T>(RecordField field, WordTable<T> words) where T : struct, Enum
    {
        if (Checked(field, NameLength) is not { } text)
            return null;
        if (words.Find(text) is not { } value || value is ChangeKind.Erase)
        {
            reasons.Add(DecidingReasons.UnknownWord(field, text, words.Chinese, words.Codes));
            return null;
        }
        if (words.IsOwn(text, value))
            Note(field, CellRules.CellText, text);
        else
            Note(field, CellRules.Word, words.ChineseOf(value));
        return value;
    }

    /// <summary>A free text, kept as folded.</summary>
    private string? Text(RecordField field, int most = TextLength)
    {
        var text = Checked(field, most);
        if (text is not null)
            Note(field, CellRules.CellText, text);
        return text;
    }

    /// <summary>The cell folded, if it says something and may be kept.</summary>
    private string? Checked(RecordField field, int most, bool silent = false)
    {
        if (Folded(field, silent) is not { } text)
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

    /// <summary>The cell folded; null where it says nothing.</summary>
    private string? Folded(RecordField field, bool silent = false)
    {
        if (cells[field] is not { } cell)
            return null;
        var text = CellText.Fold(cell);
        return text.Length > 0 && IsValue(field, text, silent) ? text : null;
    }

    /// <summary>False for a mark for nothing, and for what puts the value off, which is refused; a note may say anything.</summary>
    private bool IsValue(RecordField field, string text, bool silent)
    {
        if (NothingMarks.IsNothing(text))
        {
            if (!silent)
                Note(field, CellRules.NothingMark, null);
            return false;
        }
        if (OutstandingMarks.IsOutstanding(text) && field != RecordField.Note)
        {
            reasons.Add(DecidingReasons.NotFilledIn(field, text));
            return false;
        }
        if (!OutstandingMarks.IsSpreadsheetError(text))
            return true;
        reasons.Add(DecidingReasons.SpreadsheetError(field, text));
        return false;
    }

    /// <summary>Lists a cell if it was read as something other than it says, and somebody asks.</summary>
    private void Note(RecordField field, CellRule rule, string? readAs)
    {
        if (changes is null || cells[field] is not { } cell || string.Equals(cell, readAs, StringComparison.Ordinal) || changes.Count >= MostChanges)
            return;
        // Blanks and invisible characters can part a number on one side only.
        if (PersonalData.ContainsIdentityNumber(cell) || PersonalData.ContainsIdentityNumber(CellText.Fold(cell)) || PersonalData.ContainsIdentityNumber(readAs))
            return;
        changes.Add(new(rule.Name, field.Path(), Reason.Show(cell)!, Reason.Show(readAs)));
    }

    /// <summary>Without trailing zeros, so that 5000 and 5000.00 give the same bytes.</summary>
    private static decimal Canonical(decimal amount) => amount / 1.000000000000000000000000000000m;
}
