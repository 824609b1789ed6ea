using System.Globalization;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>Every reason that deciding can give, in one place; those about a single value's form are in <c>CodeFaults</c>.</summary>
public static class DecidingReasons
{
    public static Reason Missing(RecordField field) => Reason.About(
        field, "missing", null,
        $"缺少“{field.Chinese()}”。", $"“{field.English()}” is missing.",
        $"请填写“{field.Chinese()}”。", $"Give “{field.English()}”.");

    public static Reason Unreadable(string detailZh, string detailEn) => new(
        "record-unreadable", "", null,
        $"本行无法读取：{detailZh}", $"The line cannot be read: {detailEn}",
        "每行应为一个完整的 JSON 对象或一行完整的表格数据。", "Each line is one whole JSON object or one whole table row.");

    public static Reason UnknownField(string name, string? nearest) => new(
        "unknown-field", Reason.Show(name) ?? "", null,
        "没有这个字段。", "There is no such field.",
        nearest is null ? "请删除该字段，字段名见接口文档。" : $"是否应为 {nearest}？",
        nearest is null ? "Remove it; the API documents list the fields." : $"Is {nearest} meant?");

    public static Reason WrongType(string path, string expectedZh, string expectedEn) => new(
        "wrong-type", path, null,
        "值的类型不对。", "The value has the wrong type.", expectedZh, expectedEn);

    public static Reason UnknownWord(RecordField field, string found, IEnumerable<string> known) => UnknownWord(field, found, known, known);

    /// <param name="field">The field.</param>
    /// <param name="found">The word.</param>
    /// <param name="chinese">The Chinese words that would be right.</param>
    /// <param name="codes">The codes that would be right.</param>
    public static Reason UnknownWord(RecordField field, string found, IEnumerable<string> chinese, IEnumerable<string> codes) => Reason.About(
        field, "unknown-word", found,
        $"“{field.Chinese()}”没有这个取值。", $"“{field.English()}” has no such value.",
        $"可用：{string.Join("、", chinese)}。", $"One of: {string.Join(", ", codes)}.");

    /// <summary>行政拘留 falls on persons, who are no subjects here.</summary>
    public static Reason DetentionIsForPersons(string found) => Reason.About(
        RecordField.PenaltyKinds, "natural-person", found,
        "行政拘留只适用于自然人，自然人的记录不在范围内。", "Detention falls on natural persons, who are never subjects.",
        "请核对相对人；对单位的处罚请填写其实际种类。", "Check whom the decision is about; for an organisation name the kinds that it was given.");

    public static Reason NotFilledIn(RecordField field, string found) => Reason.About(
        field, "not-filled-in", found,
        $"“{field.Chinese()}”尚未填写，只写了“{found}”。", $"“{field.English()}” is not filled in yet: it only says so.",
        "请填写实际内容；确实没有的，留空或写“无”。", "Give what it is; where there is nothing, leave it empty or write 无.");

    public static Reason SpreadsheetError(RecordField field, string found) => Reason.About(
        field, "spreadsheet-error", found,
        $"“{field.Chinese()}”是表格公式的错误值或没有显示全的内容。", $"“{field.English()}” is a spreadsheet's error value, or a cell too narrow to show its value.",
        "请改正公式，或填写实际内容。", "Mend the formula, or give the value itself.");

    /// <summary>A name's place holds a mark for nothing.</summary>
    public static Reason AuthorityIsMark(RecordField field, string found) => NotAName(
        field, found, $"“{field.Chinese()}”没有填写名称，只有符号“{found}”。", $"“{field.English()}” holds a mark for nothing instead of a name.");

    public static Reason AuthorityNotAName(RecordField field, string found, NotAName instead) => instead switch
    {
        Normalising.NotAName.Date => NotAName(field, found, $"“{field.Chinese()}”应为名称，这里是日期。", $"“{field.English()}” is to be a name; this is a date."),
        Normalising.NotAName.Number => NotAName(field, found, $"“{field.Chinese()}”应为名称，这里是数字或符号。", $"“{field.English()}” is to be a name; this is a number or marks."),
        Normalising.NotAName.DocumentNumber => NotAName(field, found, $"“{field.Chinese()}”应为名称，这里是文号。", $"“{field.English()}” is to be a name; this is a document number."),
        Normalising.NotAName.CreditCode => NotAName(
            field, found, $"“{field.Chinese()}”应为名称，这里是统一社会信用代码；名称与代码两列可能填反。", $"“{field.English()}” is to be a name; this is a Unified Social Credit Code. Name and code may have changed places."),
        _ => NotAName(field, found, $"“{field.Chinese()}”应为名称，这里是代码。", $"“{field.English()}” is to be a name; this is a code."),
    };

    private static Reason NotAName(RecordField field, string found, string zh, string en) => Reason.About(
        field, field == RecordField.SubjectName ? "subject-not-a-name" : "authority-not-a-name", found, zh, en,
        field == RecordField.SubjectName ? "营业执照或登记证书上的全称，例如 杭州样例科技有限公司。" : "单位全称，例如 杭州市市场监督管理局。",
        field == RecordField.SubjectName ? "The full registered name, such as 杭州样例科技有限公司." : "The body's full name, such as 杭州市市场监督管理局.");

    public static Reason CodeIsAName(RecordField field, string found) => Reason.About(
        field, "code-is-a-name", found,
        $"“{field.Chinese()}”应为统一社会信用代码，这里是文字；名称与代码两列可能填反。", $"“{field.English()}” is to be a Unified Social Credit Code; this is text. Name and code may have changed places.",
        "18 位数字或大写字母。", "18 digits or capital letters.");

    public static Reason TooLong(RecordField field, int length, int most) => Reason.About(
        field, "too-long", null,
        $"“{field.Chinese()}”有 {length} 个字符，过长。", $"“{field.English()}” has {length} characters, too many.",
        $"最多 {most} 个字符。", $"At most {most} characters.");

    public static Reason NotANumber(RecordField field, string found, string rightZh, string rightEn) => Reason.About(
        field, "not-a-number", found,
        $"“{field.Chinese()}”不是有效的数字。", $"“{field.English()}” is not a valid number.", rightZh, rightEn);

    public static Reason NaturalPerson(string found) => Reason.About(
        RecordField.SubjectClass, "natural-person", found,
        "只接收法人和非法人组织的记录，自然人不在范围内。", "Only organisations can be subjects, never natural persons.",
        "法人及非法人组织", "法人及非法人组织 (legal person or other organisation)");

    public static Reason IndividualBusiness(string found) => Reason.About(
        RecordField.SubjectClass, "individual-business", found,
        "个体工商户在法律上是从事经营的自然人，不在范围内。", "An individual business is in law a person doing business and cannot be a subject.",
        "法人及非法人组织", "法人及非法人组织 (legal person or other organisation)");

    public static Reason IdentityNumber(RecordField field) => Reason.About(
        field, "identity-number", null,
        $"“{field.Chinese()}”中含有身份证号码。", $"“{field.English()}” contains an identity-card number.",
        "请删除身份证号码后重新报送。", "Remove the identity-card number and send the record again.");

    public static Reason PersonsNumber(RecordField field) => Reason.About(
        field, "natural-person", null,
        field == RecordField.SubjectCode ? "此处是身份证号码：只接收法人和非法人组织的记录，自然人不在范围内。" : "此处是身份证号码，不是机关的代码。",
        field == RecordField.SubjectCode ? "This is an identity-card number: only organisations can be subjects, never natural persons." : "This is an identity-card number, not an authority's code.",
        "统一社会信用代码（18 位）", "A Unified Social Credit Code of 18 characters");

    public static Reason UnseenCharacter(RecordField field) => Reason.About(
        field, "unseen-character", null,
        $"“{field.Chinese()}”中含有不可见的控制字符。", $"“{field.English()}” holds a control character that cannot be seen.",
        "请删除控制字符后重新报送。", "Remove it and send the record again.");

    public static Reason UnknownItem(string found, CatalogueEdition edition) => Reason.About(
        RecordField.Item, "unknown-item", found,
        $"目录 {edition.Id} 中没有事项“{found}”。", $"Catalogue edition {edition.Id} has no item {found}.",
        $"可用事项：{string.Join("、", edition.Items.Select(item => item.Id))}。",
        $"One of: {string.Join(", ", edition.Items.Select(item => item.Id))}.");

    public static Reason NoEdition(DateOnly day) => Reason.About(
        RecordField.DecidedOn, "no-catalogue-edition", Day(day),
        $"{ZhDay(day)}没有有效的目录版本。", $"No catalogue edition was in force on {Day(day)}.",
        "决定日期应在目录版本的有效期内。", "The decision date must fall in an edition's span.");

    public static Reason ItemOfOtherKind(CatalogueItem item, RecordKind kind) => Reason.About(
        RecordField.Item, "item-of-other-kind", item.Id,
        $"事项 {item.Id}（{item.Zh}）不接收这类记录。", $"Item {item.Id} ({item.En}) does not take records of this kind ({RecordWords.Word(kind)}).",
        $"该事项接收：{string.Join("、", item.RecordKinds)}。", $"It takes: {string.Join(", ", item.RecordKinds)}.");

    public static Reason SectionMissing(RecordKind kind) => new(
        "section-missing", RecordWords.Word(kind), null,
        "缺少与记录类型相应的内容。", "The section of the record's kind is missing.",
        $"请填写 {RecordWords.Word(kind)} 部分。", $"Fill in {RecordWords.Word(kind)}.");

    public static Reason SectionOfOtherKind(string section, RecordKind kind) => new(
        "section-of-other-kind", section, null,
        "填写了其他记录类型的内容。", "A section of another kind of record is filled in.",
        $"只填写 {RecordWords.Word(kind)} 部分。", $"Fill in {RecordWords.Word(kind)} only.");

    public static Reason LawUnknown(string title) => Reason.About(
        RecordField.LegalBasis, "law-unknown", title,
        $"法规库中没有《{title}》。", $"The law register does not know 《{title}》.",
        "请写法规全称，或联系信用专委会增补法规库。", "Write the law's full title, or ask the committee to add it to the register.");

    public static Reason LawNotInForce(string title, DateOnly day, DateOnly? from, DateOnly? until, string? successor) => Reason.About(
        RecordField.LegalBasis, "law-not-in-force", title,
        until is { } last && day > last
            ? $"《{title}》已于{ZhDay(last.AddDays(1))}失效，决定日期{ZhDay(day)}时不再有效。"
            : $"《{title}》自{ZhDay(from)}起施行，决定日期{ZhDay(day)}时尚未施行。",
        until is { } end && day > end
            ? $"《{title}》 ceased to be in force on {Day(end.AddDays(1))}; it was not in force on the decision date {Day(day)}."
            : $"《{title}》 came into force on {Day(from)}; it was not in force on the decision date {Day(day)}.",
        successor is null ? "请引用决定日期时有效的法规。" : $"请引用《{successor}》。",
        successor is null ? "Cite a law in force on the decision date." : $"Cite its successor, 《{successor}》.");

    public static Reason NoSuchArticle(string title, int article, int last) => Reason.About(
        RecordField.LegalBasis, "no-such-article", $"《{title}》第{article}条",
        $"《{title}》没有第 {article} 条。", $"《{title}》 has no article {article}.",
        $"该法共 {last} 条。", $"It has {last} articles.");

    public static Reason LawOfOtherProvince(string title, string city) => Reason.About(
        RecordField.LegalBasis, "law-of-other-province", title,
        $"《{title}》在 {city} 不适用。", $"《{title}》 does not apply in {city}.",
        "请引用国家法规或本省法规。", "Cite a national law or one of the city's own province.");

    public static Reason InTheFuture(RecordField field, DateOnly day, DateOnly today) => Reason.About(
        field, "date-in-the-future", Day(day),
        $"“{field.Chinese()}”晚于今天。", $"“{field.English()}” lies in the future.",
        $"不晚于{ZhDay(today)}。", $"Not after {Day(today)}.");

    public static Reason BeforeDecision(RecordField field, DateOnly day, DateOnly decided) => Reason.About(
        field, "date-out-of-order", Day(day),
        $"“{field.Chinese()}”早于决定日期。", $"“{field.English()}” lies before the decision date.",
        $"不早于{ZhDay(decided)}。", $"Not before {Day(decided)}.");

    public static Reason OutOfOrder(RecordField field, DateOnly day, RecordField first, DateOnly firstDay) => Reason.About(
        field, "date-out-of-order", Day(day),
        $"“{field.Chinese()}”早于“{first.Chinese()}”。", $"“{field.English()}” lies before “{first.English()}”.",
        $"不早于{ZhDay(firstDay)}。", $"Not before {Day(firstDay)}.");

    public static Reason AmountMissing(RecordField field) => Reason.About(
        field, "amount-missing", null,
        $"处罚类别含罚款或没收，但没有“{field.Chinese()}”。", $"The penalty kinds name it, but “{field.English()}” is missing.",
        "请填写大于零的金额。", "Give an amount above zero.");

    public static Reason AmountWithoutKind(RecordField field, decimal amount) => Reason.About(
        field, "amount-without-kind", amount.ToString(CultureInfo.InvariantCulture),
        $"填写了“{field.Chinese()}”，但处罚类别中没有相应类别。", $"“{field.English()}” is given, but the penalty kinds do not name it.",
        "请补充处罚类别，或删除金额。", "Add the penalty kind, or remove the amount.");

    public static Reason LicenceNotNamed() => Reason.About(
        RecordField.LicenceAffected, "licence-not-named", null,
        "处罚类别含暂扣或吊销许可证件，但没有写明证照。", "A licence is suspended or revoked, but not named.",
        "请填写证照名称及编号。", "Give the licence's name and number.");

    public static Reason SeverityTooLow(Severity stated, Severity least) => Reason.About(
        RecordField.Severity, "severity-too-low", RecordWords.Word(stated),
        "失信程度低于处罚类别所对应的程度。", "The severity is lower than the penalty kinds give.",
        $"至少为 {RecordWords.Word(least)}，或不填由系统判定。", $"At least {RecordWords.Word(least)}, or leave it out.");

    public static Reason PublicityTooShort(DateOnly day, DateOnly least) => Reason.About(
        RecordField.PublicUntil, "publicity-too-short", Day(day),
        "公示期短于最短公示期。", "The publicity period is shorter than the least period of this severity.",
        $"不早于{ZhDay(least)}。", $"Not before {Day(least)}.");

    public static Reason PublicityTooLong(DateOnly day, DateOnly most) => Reason.About(
        RecordField.PublicUntil, "publicity-too-long", Day(day),
        "公示期长于最长公示期。", "The publicity period is longer than the longest period of this severity.",
        $"不晚于{ZhDay(most)}。", $"Not after {Day(most)}.");

    public static Reason AuthorityElsewhere(RecordField field, string code, string city) => Reason.About(
        field, "authority-elsewhere", code,
        "该机关不属于本市或本省，本市不能代其报送。", "The authority is neither the city's nor its province's; the city cannot speak for it.",
        $"代码第 3 至 8 位（登记管理区划）应属于本市（{city}）或所在省本级。", $"Places 3 to 8 of the code, its division, must lie in the city ({city}) or be the province's own.");

    public static Reason NotPublicBody(RecordField field, string code) => Reason.About(
        field, "not-a-public-body", code,
        "机关代码应为机关、事业单位等公共机构的统一社会信用代码（以 1 开头）。", "The code is not that of a public body (those begin with 1).",
        "请填写决定机关自己的统一社会信用代码。", "Give the deciding authority's own code.");

    public static Reason ChangeUnknownRecord(ChangeKind change, RecordKey key) => new(
        "change-of-unknown-record", RecordField.SourceId.Path(), key.SourceId,
        "要变更的记录不存在。", $"There is no record under this id to {RecordWords.Word(change)}.",
        "请先报送该记录，或核对记录编号。", "Submit the record first, or check the id.");

    public static Reason ChangeReasonMissing() => Missing(RecordField.ChangeReason);

    public static Reason SectionOfOtherChange(string section, ChangeKind own) => new(
        "section-of-other-change", section, null,
        "填写了其他变更类型的内容。", "A section of another change is filled in.",
        $"只在变更类型为 {RecordWords.Word(own)} 时填写。", $"Fill it in only with change {RecordWords.Word(own)}.");

    public static Reason NothingToRepair(CatalogueItem item) => Reason.About(
        RecordField.Change, "nothing-to-repair", item.Id,
        "该记录不是不良信息，无需修复。", "The record states nothing adverse; there is nothing to repair.",
        "如内容有误，请用“更正”（correct）；如不应存在，请用“撤销”（withdraw）。", "If it is wrong, correct it; if it should not be, withdraw it.");

    public static Reason RepairBarred(CatalogueItem item, DateOnly? end) => Reason.About(
        RecordField.Change, "repair-barred", item.Id,
        $"依法不得提前修复的事项（{item.Zh}）。", $"The law bars an early repair of this item ({item.En}).",
        end is null ? "公示期满后自动停止。" : $"{ZhDay(end)}公示期满后自动停止公示、共享和使用。",
        end is null ? "It ends with its longest period." : $"It ends by itself after {Day(end)}.");

    internal static Reason RepairTooEarly(DateOnly day, DateOnly earliest, ClockRule rule) => Reason.About(
        RecordField.RepairDecidedOn, "repair-too-early", Day(day),
        $"{ZhDay(day)}尚不能修复。{rule.Zh}（{rule.Basis}）", $"It cannot be repaired on {Day(day)}. {rule.En} ({rule.Basis})",
        $"最早于{ZhDay(earliest)}。", $"On {Day(earliest)} at the earliest.");

    public static Reason RepairByAnother(string found, Organisation authority) => Reason.About(
        RecordField.AuthorityCode, "repair-by-another", found,
        "谁认定、谁修复：修复应由作出认定的机关决定。", "Who determined the fact repairs it: another authority cannot.",
        $"{authority.Name}（{authority.Code}）", $"{authority.Name} ({authority.Code})");

    public static Reason EndedAlready() => Reason.About(
        RecordField.Change, "ended-already", null,
        "此记录已撤销或已修复。", "The record has been withdrawn or repaired already.", "无需再修复。", "It need not be repaired.");

    public static Reason NoOpenObjection() => Reason.About(
        RecordField.Change, "no-open-objection", null,
        "此记录没有待办结的异议。", "No objection to this record is open.", "请先报送“异议”（dispute），或核对记录编号。", "Send the dispute first, or check the id.");

    public static Reason ObjectionOpen(DateOnly? received) => Reason.About(
        RecordField.Change, "objection-open", Day(received),
        $"此记录已有异议待办结（{ZhDay(received)}受理）。", $"An objection to this record is open already (received {Day(received)}).",
        "请先办结（resolve），再报送新的异议或复核。", "Settle it (resolve) before sending another or a review.");

    public static Reason ReviewBeforeSettlement() => Reason.About(
        RecordField.DisputeStage, "review-before-settlement", "review",
        "复核应在异议办结之后提出。", "A review follows the settling of an objection; none was settled.",
        "首次异议请用“异议”（objection）。", "A first objection has stage objection, or none.");

    public static Reason UpheldUnchanged(ResolutionResult result) => Reason.About(
        RecordField.ResolutionResult, "upheld-unchanged", RecordWords.Word(result),
        "异议成立或部分成立，但记录内容没有更正。", "The objection is upheld, but the record is stated as it was.",
        "请写明更正后的完整记录；如事实不成立，请改用“撤销”（withdraw）；异议不成立用 rejected。", "State the whole record as corrected; if the fact does not stand, send withdraw; if the objection does not, rejected.");

    public static Reason FactDiffers(ChangeKind change, IReadOnlyList<string> paths) => new(
        "fact-differs", paths[0], string.Join(", ", paths),
        $"与登记的记录不一致：{string.Join("、", paths)}。{RecordWords.Word(change)} 不改变事实内容。", $"It differs from the record that is held: {string.Join(", ", paths)}. {RecordWords.Word(change)} does not change the fact.",
        "请去掉事实内容，只报送记录编号和变更内容；如需更正，请先用“更正”（correct）。", "Leave the fact out and send id and change only; to change the fact, send correct first.");

    public static Reason VersionConflict(long order) => Reason.About(
        RecordField.SourceVersion, "version-conflict", order.ToString(CultureInfo.InvariantCulture),
        "同一版本号已有不同内容。", "This version number was already used for other content.",
        "请使用更大的版本号。", "Use a higher version number.");

    /// <param name="highest">The bureau's highest number; null where the record's versions have none.</param>
    public static Reason VersionsMixed(long? highest) => Reason.About(
        RecordField.SourceVersion, "versions-mixed", null,
        highest is null ? "此记录此前报送时没有版本号。" : "此记录此前报送时带有版本号。",
        highest is null ? "This record was sent without version numbers before." : "This record was sent with version numbers before.",
        highest is null ? "请去掉 sourceVersion 后重新报送。" : $"请填写大于 {highest} 的 sourceVersion。",
        highest is null ? "Send it without sourceVersion." : $"Give a sourceVersion above {highest}.");

    public static Reason RecordEnded(RecordKey key) => Reason.About(
        RecordField.Change, "record-ended", key.SourceId,
        "此记录已撤销或已修复，再次报送不会使其恢复。", "The record was withdrawn or repaired; sending it again does not bring it back.",
        "如确需重新报送，请用“更正”（correct）。", "To state it anew, send it as correct.");

    public static Reason RecordErased(RecordKey key) => Reason.About(
        RecordField.SourceId, "record-erased", key.SourceId,
        "此记录的保存期限已满，内容已依法删除，不再接收其任何版本。", "The record's retention has ended and its content was deleted by law; no version of it is taken any more.",
        "无需再报送。", "Do not send it again.");

    public static Reason RetentionEnded(DateOnly decided, DateOnly lastDay) => Reason.About(
        RecordField.DecidedOn, "retention-ended", Day(decided),
        $"不良信息的保存期限已于{ZhDay(lastDay)}届满（浙江省公共信用信息管理条例第十六条）。", $"The retention of adverse information ended on {Day(lastDay)} (Zhejiang regulation on public credit information, art. 16).",
        "无需报送。", "Do not send it.");

    public static Reason SubjectFull(string code) => Reason.About(
        RecordField.SubjectCode, "subject-full", code,
        $"该主体已有信息的总量达到上限（{Mebibytes(HoldingLimits.ProfileBytes)} MiB），不能再增加。", $"All that is held of the subject has reached the bound of {Mebibytes(HoldingLimits.ProfileBytes)} MiB; no more can be added.",
        "请缩短记录的文字，或先更正、精简该主体的其他记录；撤销、修复和异议不受此限。", "Shorten the record's texts, or correct other records of the subject to shorter ones first; withdrawals, repairs and objections are still taken.");

    public static Reason TooMuchAtOnce(string code) => Reason.About(
        RecordField.SubjectCode, "too-much-at-once", code,
        "同一批次涉及的主体信息总量过大，本条未处理。", "The subjects that this part of the batch is about hold too much to be changed in one step; this record was left.",
        "请将本条单独作为一个批次重新报送。", "Send this record again in a batch of its own.");

    public static Reason TooManyVersions(RecordKey key) => Reason.About(
        RecordField.SourceId, "too-many-versions", key.SourceId,
        $"此记录的版本已达上限（{HoldingLimits.Versions} 个）。", $"The record has reached the bound of {HoldingLimits.Versions} versions.",
        "请检查报送程序是否反复报送同一记录；撤销、修复和异议不受此限。", "Check whether a program sends the record over and over; withdrawals, repairs and objections are still taken.");

    /// <param name="held">The record that holds the decision.</param>
    /// <param name="city">The city that sent it again.</param>
    public static Reason SameAs(RecordKey held, string city) => Reason.About(
        RecordField.DocumentNumber, "same-decision", held.ToString(),
        $"同一决定（机关、文号、相对人相同）已以编号 {held} 报送。", $"The same decision (authority, number, subject) is held as {held}.",
        held.City == city ? "无需重复报送；如需变更，请用原编号。" : $"无需重复报送；该记录由城市 {held.City} 报送，如需变更，请与其联系。",
        held.City == city ? "It need not be sent again; to change it, use that id." : $"It need not be sent again; city {held.City} holds it: ask that city to change it.");

    public static Reason MoreFaults(int more) => new(
        "more-faults", "", null,
        $"另有 {more} 处问题未列出。", $"There are {more} faults more.", "请先改正已列出的问题。", "Mend those named first.");

    public static Reason RepeatedField(string name) => new(
        "repeated-field", Reason.Show(name) ?? "", null,
        "同一字段出现了多次。", "The member stands more than once.", "每个字段只写一次。", "Give each member once.");

    private static int Mebibytes(int bytes) => bytes / (1024 * 1024);

    /// <summary>As a Chinese reader writes it; a cell may be filled in so too.</summary>
    private static string ZhDay(DateOnly? day) => day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "?";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";
}
