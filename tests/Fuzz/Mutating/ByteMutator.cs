namespace CreditShare.Fuzz.Mutating;

/// <summary>Damages bytes without knowing what they are.</summary>
internal static class ByteMutator
{
    private const int LongestPiece = 4096;

    private static readonly byte[] Interesting = [0, 0xFF, 0x80, (byte)'"', (byte)',', (byte)'\n', (byte)'\r', (byte)'<', (byte)'>', (byte)'&', (byte)'{', (byte)'[', 0x1A, 0xA1, 0x81, 0x30, 0xEF, 0xFE];

    public static byte[] Mutate(byte[] body, byte[] other, Random random) => random.Next(8) switch
    {
        0 => body[..random.Next(body.Length + 1)],
        1 => Flip(body, random),
        2 => Overwrite(body, random),
        3 => Insert(body, random),
        4 => Cut(body, random),
        5 => Repeat(body, random),
        6 => Splice(body, other, random),
        _ => [.. body, .. Piece(other, random)],
    };

    private static byte[] Flip(byte[] body, Random random)
    {
        var mutated = body.ToArray();
        for (var i = random.Next(1, 5); i > 0 && mutated.Length > 0; i--)
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
        return mutated;
    }

    private static byte[] Overwrite(byte[] body, Random random)
    {
        var mutated = body.ToArray();
        for (var i = random.Next(1, 9); i > 0 && mutated.Length > 0; i--)
            mutated[random.Next(mutated.Length)] = Interesting[random.Next(Interesting.Length)];
        return mutated;
    }

    private static byte[] Insert(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return [.. body[..at], .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Interesting[random.Next(Interesting.Length)]), .. body[at..]];
    }

    private static byte[] Cut(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return [.. body[..at], .. body[Math.Min(body.Length, at + random.Next(1, 64))..]];
    }

    private static byte[] Repeat(byte[] body, Random random)
    {
        var piece = Piece(body, random);
        var at = random.Next(body.Length + 1);
        return [.. body[..at], .. Enumerable.Repeat(piece, random.Next(2, 20)).SelectMany(one => one), .. body[at..]];
    }

    private static byte[] Splice(byte[] body, byte[] other, Random random) => [.. body[..random.Next(body.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    private static byte[] Piece(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return body[at..Math.Min(body.Length, at + random.Next(1, LongestPiece))];
    }
}
