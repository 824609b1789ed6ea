namespace CreditShare.ExchangeLog.Signing;

/// <summary>What a key signs, as C2SP signed-note numbers it. One key serves one type only.</summary>
public enum KeyType
{
    /// <summary>0x01: Ed25519 over the note's text; the log's own.</summary>
    Note = 1,

    /// <summary>0x04: Ed25519 over a time and the checkpoint's text; a witness's (C2SP tlog-cosignature).</summary>
    Cosignature = 4,
}
