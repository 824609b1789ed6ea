using CreditShare.Testing;

namespace CreditShare.Fuzz;

/// <param name="Name">With its extension.</param>
internal sealed record CorpusFile(string Name, byte[] Body)
{
    public FileKind Kind { get; } = FileKinds.Of(Name);
}

/// <summary>The files of <c>seeds/samples/dirty</c>: one oddity each, with what is to come of it beside.</summary>
internal static class Corpus
{
    private const string Beside = ".expected.json";

    public static string Folder => Path.Combine(Repository.Seeds, "samples", "dirty");

    /// <summary>In the order of their names, the same on every machine.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*" + Beside).Select(file => Path.GetFileName(file)[..^Beside.Length]).Order(StringComparer.Ordinal);

    public static CorpusFile Load(string name) => new(name, File.ReadAllBytes(Path.Combine(Folder, name)));

    public static string ExpectedOf(string name) => File.ReadAllText(Path.Combine(Folder, name + Beside));
}
