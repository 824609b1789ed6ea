using CreditShare.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace CreditShare.Deployment.Tests;

/// <summary>A mapping of a YAML file, with anchors and merges resolved.</summary>
internal sealed class Yaml(object? node)
{
    public static Yaml Read(string file) =>
        new(new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, file)))))));

    /// <summary>Absent is empty.</summary>
    public Yaml this[string name] => new(node is IDictionary<object, object> map && map.TryGetValue(name, out var value) ? value : null);

    public bool IsAbsent => node is null;

    /// <summary>The scalar's text; empty for anything else.</summary>
    public string Text => node as string ?? "";

    public IEnumerable<(string Name, Yaml Value)> Members =>
        node is IDictionary<object, object> map ? map.Select(pair => ((string)pair.Key, new Yaml(pair.Value))) : [];

    public IEnumerable<string> Names => Members.Select(member => member.Name);

    public IEnumerable<Yaml> Items => node is IList<object> list ? list.Select(item => new Yaml(item)) : [];

    public IEnumerable<string> Texts => Items.Select(item => item.Text);
}
