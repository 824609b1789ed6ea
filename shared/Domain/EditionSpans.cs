namespace CreditShare.Domain;

/// <summary>Checks that editions follow each other: no overlap and no gap between them.</summary>
internal static class EditionSpans
{
    public static void Check(string what, IEnumerable<(string Id, DateOnly From, DateOnly Until)> ordered)
    {
        var faults = new List<string>();
        (string Id, DateOnly From, DateOnly Until)? before = null;
        foreach (var edition in ordered)
        {
            if (edition.Until < edition.From)
                faults.Add($"{what} edition {edition.Id} ends before it begins.");
            if (before is { } earlier && earlier.Until == DateOnly.MaxValue)
                faults.Add($"{what} edition {earlier.Id} has no end, but {edition.Id} follows it.");
            else if (before is { } previous && previous.Until.AddDays(1) != edition.From)
                faults.Add($"{what} edition {edition.Id} does not begin on the day after {previous.Id} ends.");
            before = edition;
        }
        if (faults.Count > 0)
            throw new SeedFormatException(faults);
    }
}
