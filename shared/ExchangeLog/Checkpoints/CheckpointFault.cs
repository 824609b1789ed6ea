namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>Why a text is no checkpoint of ours.</summary>
public enum CheckpointFault
{
    None,

    /// <summary>Not three lines, each ended by a newline alone.</summary>
    LinesMalformed,

    /// <summary>The first line is empty.</summary>
    OriginEmpty,

    /// <summary>Not decimal digits without leading zeros, or above 2^62.</summary>
    SizeMalformed,

    /// <summary>Not the base64 of 32 bytes, written in the one right way.</summary>
    RootMalformed,

    /// <summary>Lines after the root: the standard allows them, this log writes none and does not know what they would mean.</summary>
    ExtensionLines,
}
