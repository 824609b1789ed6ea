namespace CreditShare.ExchangeLog.Verifying;

/// <summary>What is wrong with a log. Codes are stable; each fault also names its place.</summary>
public enum LogFaultKind
{
    NoteMalformed,

    /// <summary>The log's signature is missing, or a known signature fails.</summary>
    SignatureWrong,

    CheckpointMalformed,

    /// <summary>The checkpoint is of another log than the key's.</summary>
    OriginUnknown,

    /// <summary>Fewer witnesses than the policy asks for.</summary>
    NotWitnessed,

    /// <summary>The log is smaller than it was.</summary>
    Smaller,

    /// <summary>One size, two roots: the log shows different people different trees. Both notes are evidence.</summary>
    SplitView,

    /// <summary>The tree does not start with the tree that was seen before.</summary>
    HistoryChanged,

    Missing,

    /// <summary>A tile that has not the length its path demands.</summary>
    WrongLength,

    /// <summary>A higher tile does not follow from the level-0 tiles.</summary>
    HigherTileDiffers,

    /// <summary>The root of the level-0 tiles is not that of the checkpoint.</summary>
    RootDiffers,

    /// <summary>A bundle that does not fall into as many entries as its path demands.</summary>
    BundleMalformed,

    /// <summary>An entry whose hash is not its leaf.</summary>
    EntryDiffers,

    /// <summary>A proof's path does not lead from its entry to the root of its checkpoint.</summary>
    NotIncluded,

    /// <summary>A proof of consistency does not lead from the older root to the newer one.</summary>
    NotConsistent,
}
