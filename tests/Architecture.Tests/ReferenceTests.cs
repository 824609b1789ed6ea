using System.Xml.Linq;
using CreditShare.Testing;

namespace CreditShare.Architecture.Tests;

/// <summary>Who may reference whom. An edge outside the table is a decision to be made, not an accident.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Shared = ["Hosting", "Contracts", "Domain", "ExchangeLog"];

    private static readonly Dictionary<string, (string[] May, string Because)> Table = new()
    {
        ["Contracts"] = ([], "the wire depends on nothing"),
        ["Domain"] = ([], "if it needs no machine to be true, it stands alone"),
        ["ExchangeLog"] = ([], "an outsider verifies the log without the rest"),
        ["Storage"] = (["Domain", "ExchangeLog"], "a port says what must be kept, not how"),
        ["Sqlite"] = ([], "it serves the central store and the city's spool alike"),
        ["Storage.Sqlite"] = (["Storage", "Sqlite", "Domain", "ExchangeLog"], "an engine keeps the ports' promises"),
        ["Storage.MongoDb"] = (["Storage", "Domain", "ExchangeLog"], "an engine keeps the ports' promises; engines do not know each other"),
        ["Hosting"] = (["Contracts"], "what every service does alike knows no domain and no store"),
        ["Pages"] = (["Hosting"], "what all pages have alike knows no domain and no store"),
        ["Ingestion"] = ([.. Shared, "Pages", "Sqlite"], "a city has a spool and no central store"),
        ["Registry"] = ([.. Shared, "Pages", "Storage"], "the only writer of decisions and tree; the host chooses the engine"),
        ["Query"] = (["Hosting", "Pages", "Domain", "ExchangeLog", "Storage"], "it reads, and stages log entries; it is not on the bus"),
        ["Committee"] = (["Hosting", "Pages", "Domain", "ExchangeLog", "Storage"], "it reads; it is not on the bus"),
        ["Ingestion.Host"] = (["Ingestion", "Hosting", "Pages"], "composition, nothing else; a city has no central store"),
        ["Registry.Host"] = (["Registry", "Hosting", "Pages", "Storage", "Storage.MongoDb", "Storage.Sqlite"], "composition, nothing else; SQLite is the scratch store in which a log is folded"),
        ["Query.Host"] = (["Query", "Hosting", "Pages", "Storage.MongoDb"], "composition, nothing else"),
        ["Committee.Host"] = (["Committee", "Hosting", "Pages", "Storage.MongoDb"], "composition, nothing else"),
        ["Verifier"] = (["ExchangeLog"], "an outsider's tool: it must not know the services"),
        ["CommandLine"] = ([], "a bureau's tool: it speaks HTTP with whatever Ingestion, and is given away alone"),
        ["Standalone"] = (["Domain", "Ingestion", "Registry", "Query", "Committee", "Hosting", "Pages", "Storage", "Storage.Sqlite"], "the whole house in one process, embedded"),
    };

    public static TheoryData<string> Projects() =>
        [.. new[] { "shared", "services" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        Assert.True(Table.ContainsKey(name), $"{name} is not in the table: say what it may reference, and why.");
        var (may, because) = Table[name];
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(edge => Path.GetFileNameWithoutExtension((string)edge.Attribute("Include")!));
        Assert.All(references, reference => Assert.True(may.Contains(reference), $"{name} must not reference {reference}: {because}."));
    }

    [Fact]
    public void The_compiler_sees_only_the_edges_written_down() =>
        Assert.Contains(
            "<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>",
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Domain", "Microsoft.Extensions", "System.Net.Http", "System.IO.File", "TimeProvider", "RandomNumberGenerator", "ILogger")]
    [InlineData("ExchangeLog", "Microsoft.Extensions", "System.Net.Http", "File.", "TimeProvider.", "RandomNumberGenerator.", "ILogger")]
    [InlineData("Contracts", "MassTransit", "Microsoft.Extensions")]
    public void Pure_projects_use_no_machine(string project, params string[] forbidden)
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "shared", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
        var found = sources.SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => forbidden.Where(word => line.Contains(word, StringComparison.Ordinal)).Select(word => $"{Path.GetFileName(file)}: {word}")));
        Assert.Empty(found);
    }

    [Fact]
    public void Services_meet_on_the_bus_in_the_store_and_in_the_contracts_only()
    {
        string[] services = ["Ingestion", "Registry", "Query", "Committee"];
        Assert.All(services, service => Assert.Empty(Table[service].May.Intersect(services)));
    }
}
