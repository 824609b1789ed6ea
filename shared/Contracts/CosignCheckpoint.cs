namespace CreditShare.Contracts;

/// <summary>The log asks a city's witness to cosign a checkpoint: the bytes of C2SP tlog-witness' add-checkpoint, carried by the bus.</summary>
public sealed record CosignCheckpoint
{
    /// <summary>The witness's city, six digits.</summary>
    public required string City { get; init; }

    /// <summary>The body of an add-checkpoint request.</summary>
    public required byte[] Request { get; init; }
}

/// <summary>What a city's witness answered, as HTTP would have it.</summary>
public sealed record CheckpointAnswered
{
    /// <summary>The witness's city; believed only if it came through that city's queue, from its account.</summary>
    public required string City { get; init; }

    /// <summary>The request that this answers, whole: so the answer can be judged without remembering what was asked.</summary>
    public required byte[] Request { get; init; }

    /// <summary>200, 400, 403, 404, 409, 422 or 503.</summary>
    public required int Status { get; init; }

    /// <summary>Null for plain text.</summary>
    public string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>
    /// Ed25519 signature of the city's key over <see cref="AnswerDigest"/>. With status 200 the body is proof itself, and it may be missing; any other answer can stop the log, which needs more than a
    /// broker's password.
    /// </summary>
    public byte[] Signature { get; init; } = [];
}
