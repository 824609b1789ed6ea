using CreditShare.Fuzz.Mutating;

namespace CreditShare.Fuzz;

/// <summary>One thing to read. A grid comes in two forms, which are compared.</summary>
/// <param name="Twin">The same table as a workbook; null if there is none.</param>
/// <param name="Grid">What both hold.</param>
internal sealed record FuzzInput(FileKind Kind, byte[] Body, byte[]? Twin = null, KnownGrid? Grid = null);

/// <summary>Makes the n-th input of a seed, always the same.</summary>
internal sealed class InputMaker
{
    /// <summary>A longer one takes the place of many.</summary>
    private const int LongestBase = 256 * 1024;

    private readonly List<(CorpusFile File, List<(string Name, byte[] Body)>? Parts)> files;

    public InputMaker(IEnumerable<CorpusFile> corpus) =>
        files = [.. corpus.Where(file => file.Body.Length <= LongestBase).Select(file => (file, file.Kind == FileKind.Xlsx ? PackageMutator.Parts(file.Body) : null))];

    public FuzzInput Make(int seed, long place)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) ^ (place * 7_919L))));
        if (random.Next(5) == 0)
        {
            var grid = KnownGrid.Make(random);
            return new(FileKind.Csv, grid.Csv(random), grid.Workbook(random), grid);
        }
        var (file, parts) = files[random.Next(files.Count)];
        var (other, otherParts) = files[random.Next(files.Count)];
        // Now and then a file that claims to be another kind.
        var kind = random.Next(50) == 0 ? (FileKind)random.Next(4) : file.Kind;
        var body = (file.Kind, random.Next(5)) switch
        {
            (_, 0) => ByteMutator.Mutate(file.Body, other.Body, random),
            (FileKind.Xlsx, _) when parts is not null => PackageMutator.Mutate(parts, otherParts ?? parts, random),
            (FileKind.Csv, _) => TextMutator.Csv(file.Body, other.Body, random),
            (FileKind.Json or FileKind.Ndjson, _) => TextMutator.Json(file.Body, random),
            _ => ByteMutator.Mutate(file.Body, other.Body, random),
        };
        return new(kind, body);
    }
}
