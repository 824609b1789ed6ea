using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Pages.Records;

/// <summary>What belongs into a field, as the tables' own hints say it to a Chinese clerk.</summary>
internal static class EnglishHints
{
    /// <summary>Empty if the field's name says it.</summary>
    public static string Of(RecordField field) => field switch
    {
        RecordField.SubjectName => "Full name of the legal person or other organisation.",
        RecordField.SubjectClass => "Organisations only, never natural persons.",
        RecordField.SubjectCode => "18 characters.",
        RecordField.RegistrationNumber or RecordField.OrganisationCode or RecordField.TaxNumber or RecordField.InstitutionNumber or RecordField.SocialOrganisationNumber => "Leave it empty if there is none.",
        RecordField.DocumentNumber => "As the document has it, the year in 〔〕.",
        RecordField.OffenceType => "In a few words, as the decision says it.",
        RecordField.Facts => "In short, without any person's identity number.",
        RecordField.LegalBasis => "Law and article, in Chinese; it must have been in force on the day of the decision.",
        RecordField.PenaltyKinds => "Warning (警告), fine (罚款) …; several with ； between.",
        RecordField.LicenceAffected => "Needed where a licence is suspended or revoked.",
        RecordField.LicenceType => "普通, 特许, 认可, 核准, 登记 or another.",
        RecordField.ValidUntil => "Last day; 2099-12-31 means no end.",
        RecordField.PublicUntil => "If empty, by the severity.",
        RecordField.AuthorityName => "Full name of the authority that decided.",
        RecordField.AuthorityCode or RecordField.SourceCode => "18 characters, the first of them 1.",
        RecordField.SourceName => "Full name of the body that reports it.",
        RecordField.HonourYear => "Four digits.",
        RecordField.ListCategory => "As the list is called in Chinese.",
        RecordField.ListRegion => "Such as 浙江省杭州市.",
        RecordField.Note => "May stay empty; no person's identity number.",
        _ => "",
    };
}
