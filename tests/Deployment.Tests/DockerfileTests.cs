using System.Text.Json;
using System.Xml.Linq;
using CreditShare.Testing;

namespace CreditShare.Deployment.Tests;

/// <summary>The images are built from what is there, by the SDK and for the runtime that the projects name.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string> Hosts => ["Ingestion", "Registry", "Query", "Committee"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void The_images_fit_the_SDK_and_the_framework_of_the_projects(string host)
    {
        var sdk = JsonDocument.Parse(Read("global.json")).RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        var framework = XDocument.Parse(Read("Directory.Build.props")).Descendants("TargetFramework").Single().Value["net".Length..];
        Assert.Equal(
            [$"mcr.microsoft.com/dotnet/sdk:{sdk[..sdk.LastIndexOf('.')]}-noble", $"mcr.microsoft.com/dotnet/aspnet:{framework}-noble-chiseled-extra"],
            Of(host).Images);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void What_is_copied_exists_and_the_context_lets_it_through(string host)
    {
        var through = File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Assert.All(Of(host).Copied, source =>
        {
            Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), $"{source} does not exist.");
            Assert.Contains(source.Split('/')[0], through);
        });
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Every_project_that_the_program_needs_is_copied(string host)
    {
        var copied = Of(host).Copied;
        Assert.All(Needed(Path.Combine("services", $"{host}.Host", $"{host}.Host.csproj")), project =>
            Assert.Contains(copied, source => project.StartsWith(source + "/", StringComparison.Ordinal)));
        var readsSeeds = Read($"services/{host}.Host/{host}.Host.csproj").Contains("seeds/**", StringComparison.Ordinal);
        Assert.Equal(readsSeeds, copied.Contains("seeds"));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void The_program_runs_without_rights_from_what_the_lock_files_say(string host)
    {
        var dockerfile = Of(host);
        Assert.Equal($"""["dotnet", "CreditShare.{host}.Host.dll"]""", dockerfile.Last("ENTRYPOINT"));
        Assert.Equal("$APP_UID", dockerfile.Last("USER"));
        Assert.Contains(dockerfile.All("RUN"), run => run.EndsWith($"dotnet restore services/{host}.Host --locked-mode", StringComparison.Ordinal));
        Assert.Contains(dockerfile.All("RUN"), run => run.Contains($"dotnet publish services/{host}.Host --no-restore -c Release -o /app", StringComparison.Ordinal));
        Assert.All(dockerfile.All("ENV"), variable => Assert.Equal("Urls=http://+:8080", variable));
    }

    [Fact]
    public void The_image_of_the_query_service_has_a_font_where_the_program_looks_for_it()
    {
        var dockerfile = Of("Query");
        var font = Assert.Single(dockerfile.All("COPY"), copy => copy.Contains("/fonts/", StringComparison.Ordinal)).Split(' ');
        Assert.Equal(font[1], font[2]);
        Assert.Contains($"\"{font[2]}", Read("services/Query/Reports/Pdf/ReportFonts.cs"), StringComparison.Ordinal);
        Assert.Contains(dockerfile.All("RUN"), run => run.Contains("apt-get install", StringComparison.Ordinal) && run.Contains("fonts-", StringComparison.Ordinal));
    }

    [Fact]
    public void The_context_holds_nothing_that_is_not_named() =>
        Assert.Equal("*", File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).First(line => line.Length > 0 && line[0] != '#'));

    [Fact]
    public void The_collector_with_a_health_check_is_the_collector_pinned() =>
        Assert.All(new Dockerfile("deploy/collector/Dockerfile").Images, image => Assert.Matches(":[0-9]+[.][0-9]+[.][0-9]+", image));

    private static Dockerfile Of(string host) => new($"services/{host}.Host/Dockerfile");

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>The project and all that it references, directly or not, by their paths from the root.</summary>
    private static HashSet<string> Needed(string project)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var edge in XDocument.Parse(Read(next)).Descendants("ProjectReference"))
                open.Push(Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(next)!, (string)edge.Attribute("Include")!))));
        }
        return found;
    }
}
