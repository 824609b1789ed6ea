using CreditShare.Testing;

namespace CreditShare.Deployment.Tests;

/// <summary>A Dockerfile as instructions: a name and what follows it.</summary>
internal sealed class Dockerfile(string path)
{
    public IReadOnlyList<(string Name, string Operands)> Instructions { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, path)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];

    /// <summary>The images that the stages begin from, without options and stage names.</summary>
    public IReadOnlyList<string> Images => [.. All("FROM").Select(rest => rest.Split(' ').First(word => !word.StartsWith("--", StringComparison.Ordinal)))];

    /// <summary>What is copied from the build context; not what is copied from another stage.</summary>
    public IReadOnlyList<string> Copied =>
        [.. All("COPY").Where(rest => !rest.StartsWith("--from", StringComparison.Ordinal)).SelectMany(rest => rest.Split(' ')[..^1]).Select(source => source.TrimEnd('/'))];

    /// <summary>The last stage's.</summary>
    public string Last(string name) => All(name)[^1];

    public IReadOnlyList<string> All(string name) => [.. Instructions.Where(one => one.Name == name).Select(one => one.Operands)];
}
