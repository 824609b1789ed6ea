namespace CreditShare.Domain.Records;

/// <summary>What a version of a record does to it.</summary>
public enum ChangeKind
{
    /// <summary>报送: states the fact; under a known key, states it anew.</summary>
    Submit,

    /// <summary>更正: replaces a wrong statement of the same fact.</summary>
    Correct,

    /// <summary>撤销: the decision was set aside or never stood (行政处罚法 art. 48).</summary>
    Withdraw,

    /// <summary>信用修复: publicity, sharing and use stop before the longest period ends.</summary>
    Repair,

    /// <summary>异议标注: an objection is open; every answer shows the mark.</summary>
    Dispute,

    /// <summary>异议办结: the objection is settled and the mark goes.</summary>
    Resolve,

    /// <summary>删除: the registry deleted the content because its retention ended (浙江省公共信用信息管理条例 art. 16). Never sent by a bureau.</summary>
    Erase,
}
