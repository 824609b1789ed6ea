namespace CreditShare.Storage.Sqlite;

/// <summary>Where a case lies.</summary>
/// <param name="Opening">The row of what its record opened.</param>
/// <param name="Part">Its place there, from 0.</param>
internal readonly record struct CasePlace(long Opening, int Part) : IComparable<CasePlace>
{
    public int CompareTo(CasePlace other) => Opening.CompareTo(other.Opening) is not 0 and var opening ? opening : Part.CompareTo(other.Part);
}

/// <summary>The cases of a page in few bytes: places in their order, each opening as its distance from the one before.</summary>
internal static class CasePlaces
{
    /// <param name="places">In their order.</param>
    public static byte[] Write(IEnumerable<CasePlace> places)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var before = 0L;
        foreach (var (opening, part) in places)
        {
            writer.Write7BitEncodedInt64(opening - before);
            writer.Write7BitEncodedInt(part);
            before = opening;
        }
        writer.Flush();
        return bytes.ToArray();
    }

    public static IReadOnlyList<CasePlace> Read(byte[] page)
    {
        using var bytes = new MemoryStream(page, writable: false);
        using var reader = new BinaryReader(bytes);
        var places = new List<CasePlace>();
        for (var opening = 0L; bytes.Position < bytes.Length;)
        {
            opening += reader.Read7BitEncodedInt64();
            places.Add(new(opening, reader.Read7BitEncodedInt()));
        }
        return places;
    }
}
