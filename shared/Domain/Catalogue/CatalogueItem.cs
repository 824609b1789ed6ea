using CreditShare.Domain.Law;

namespace CreditShare.Domain.Catalogue;

/// <summary>What an item's records say of a subject.</summary>
public enum ItemKind
{
    Base,
    Neutral,
    Negative,
    List,
    Positive,
}

/// <summary>Who may see an item's records (the classes of Hangzhou's platform).</summary>
public enum SharingClass
{
    /// <summary>社会公开, public.</summary>
    A,

    /// <summary>授权查询, on the subject's authorisation.</summary>
    B,

    /// <summary>部门共享, among government departments.</summary>
    C,
}

/// <summary>An item of the catalogue of public credit information: which records may exist, on which basis.</summary>
public sealed record CatalogueItem
{
    /// <summary>Such as <c>GEN-03</c>; the same through all editions.</summary>
    public required string Id { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    public required ItemKind Kind { get; init; }

    /// <summary>Kinds of record it takes: penalty, licence, honour, dishonesty.</summary>
    public required IReadOnlyList<string> RecordKinds { get; init; }

    /// <summary>general, environment, food-drug, quality, tourism.</summary>
    public required string Domain { get; init; }

    public required IReadOnlyList<Basis> Basis { get; init; }

    public required SharingClass Sharing { get; init; }

    /// <summary>Severity of a listing under this item; null where the penalty kinds decide.</summary>
    public Severity? DefaultSeverity { get; init; }

    /// <summary>True if the law bars repair before the longest period ends.</summary>
    public bool EarlyRepairBarred { get; init; }

    /// <summary>Years that adverse content is kept (浙江省公共信用信息管理条例 art. 16).</summary>
    public required int RetentionYears { get; init; }

    /// <summary>How sure the entry is: A article text read, B secondary source, C memory.</summary>
    public required string Sure { get; init; }

    /// <summary>False until legal staff have checked it against the text in force.</summary>
    public required bool Verified { get; init; }
}
