namespace CreditShare.Domain.Records;

/// <summary>Kinds of administrative penalty (行政处罚法 2021, art. 9); detention is missing because it falls on persons.</summary>
public enum PenaltyKind
{
    /// <summary>警告</summary>
    Warning,

    /// <summary>通报批评</summary>
    PublicCriticism,

    /// <summary>罚款</summary>
    Fine,

    /// <summary>没收违法所得</summary>
    ConfiscationIncome,

    /// <summary>没收非法财物</summary>
    ConfiscationProperty,

    /// <summary>暂扣许可证件</summary>
    LicenceSuspension,

    /// <summary>降低资质等级</summary>
    GradeReduction,

    /// <summary>吊销许可证件</summary>
    LicenceRevocation,

    /// <summary>限制开展生产经营活动</summary>
    ActivityRestriction,

    /// <summary>责令停产停业</summary>
    StopBusiness,

    /// <summary>责令关闭</summary>
    Closure,

    /// <summary>限制从业</summary>
    EmploymentRestriction,

    /// <summary>其他：法律、行政法规规定的其他行政处罚</summary>
    Other,
}
