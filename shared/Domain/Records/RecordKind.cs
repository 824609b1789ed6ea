namespace CreditShare.Domain.Records;

/// <summary>What a record states; each kind has a section of its own in <see cref="CreditRecord"/>.</summary>
public enum RecordKind
{
    /// <summary>行政处罚, administrative penalty.</summary>
    Penalty,

    /// <summary>行政许可, administrative licence.</summary>
    Licence,

    /// <summary>红名单、表彰奖励, listing for honours.</summary>
    Honour,

    /// <summary>严重失信主体名单等, listing for dishonest conduct.</summary>
    Dishonesty,
}
