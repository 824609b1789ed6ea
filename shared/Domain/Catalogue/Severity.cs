namespace CreditShare.Domain.Catalogue;

/// <summary>失信程度, from which publicity and repair follow (信用修复管理办法). Ordered: a later one is more serious.</summary>
public enum Severity
{
    /// <summary>轻微: summary procedure, warning, public criticism.</summary>
    Minor,

    /// <summary>一般: larger fines, confiscation.</summary>
    General,

    /// <summary>严重: very large fines, revoked licence, restricted activity, serious-dishonesty list.</summary>
    Serious,
}
