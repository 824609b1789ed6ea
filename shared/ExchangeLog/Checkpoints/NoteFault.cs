namespace CreditShare.ExchangeLog.Checkpoints;

/// <summary>Why bytes are no signed note, or a note is not to be believed.</summary>
public enum NoteFault
{
    None,

    /// <summary>More than <see cref="SignedNote.MostBytes"/>.</summary>
    TooLong,

    NotUtf8,

    /// <summary>A control character other than newline; CRLF is one.</summary>
    ControlCharacter,

    /// <summary>No empty line between text and signatures.</summary>
    NoSignatures,

    /// <summary>A line after the empty line that is not <c>— name base64</c>, or does not end.</summary>
    SignatureLineMalformed,

    /// <summary>More than <see cref="SignedNote.MostSignatures"/>.</summary>
    TooManySignatures,

    /// <summary>A signature by a known key that does not verify: it spoils the note.</summary>
    KnownKeyFails,

    /// <summary>No signature by a key that is known.</summary>
    NoKnownKey,
}
