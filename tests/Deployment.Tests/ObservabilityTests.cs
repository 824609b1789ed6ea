using CreditShare.Hosting.Telemetry;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditShare.Testing;

namespace CreditShare.Deployment.Tests;

/// <summary>From the services' metrics to the dashboard: each file names what the one before it offers.</summary>
public sealed partial class ObservabilityTests
{
    private const string Dashboard = "deploy/grafana/dashboards/creditshare.json";

    /// <summary>The services' metrics, as docs/operations.md lists them.</summary>
    private static readonly IReadOnlyList<string> Metrics = MetricNames.All;

    /// <summary>What the way to Prometheus adds to a name: the unit, and that it counts.</summary>
    private static readonly string[] Suffixes = ["", "_total", "_seconds"];

    private static IEnumerable<JsonElement> Panels =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, Dashboard))).RootElement.GetProperty("panels").EnumerateArray();

    private static IEnumerable<string> Expressions =>
        Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

    [Fact]
    public void The_dashboard_shows_every_metric_and_none_that_nobody_sends()
    {
        var shown = Expressions.SelectMany(expression => MetricName().Matches(expression).Select(match => match.Value)).ToHashSet();
        var sent = Metrics.ToDictionary(metric => metric, metric => Suffixes.Select(suffix => metric.Replace('.', '_') + suffix).ToList());
        Assert.All(shown, name => Assert.Contains(sent.Values, names => names.Contains(name)));
        Assert.All(sent, metric => Assert.Contains(metric.Value, shown.Contains));
    }

    [Fact]
    public void The_dashboard_asks_the_source_that_is_provisioned_and_lies_where_it_is_looked_for()
    {
        var source = Yaml.Read("deploy/grafana/provisioning/datasources/prometheus.yml")["datasources"].Items.Single();
        Assert.All(Panels, panel => Assert.Equal(source["uid"].Text, panel.GetProperty("datasource").GetProperty("uid").GetString()));
        Assert.Equal("http://prometheus:9090", source["url"].Text);
        var folder = Yaml.Read("deploy/grafana/provisioning/dashboards/creditshare.yml")["providers"].Items.Single()["options"]["path"].Text;
        Assert.Contains($"./deploy/grafana/dashboards:{folder}:ro", Compose.Service("grafana")["volumes"].Texts);
        Assert.Equal($"{folder}/creditshare.json", Compose.Environment("grafana")["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]);
    }

    [Fact]
    public void The_panels_do_not_overlap()
    {
        var cells = Panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(at =>
            from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
            select (x, y)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    [Fact]
    public void The_collectors_pipelines_name_parts_that_are_configured()
    {
        var collector = Yaml.Read("deploy/collector/config.yml");
        Assert.Equal(["metrics", "traces", "logs"], collector["service"]["pipelines"].Names);
        Assert.All(collector["service"]["pipelines"].Members, pipeline => Assert.All(["receivers", "processors", "exporters"], kind =>
        {
            Assert.NotEmpty(pipeline.Value[kind].Texts);
            Assert.Subset(collector[kind].Names.ToHashSet(), pipeline.Value[kind].Texts.ToHashSet());
        }));
        Assert.Subset(collector["extensions"].Names.ToHashSet(), collector["service"]["extensions"].Texts.ToHashSet());
    }

    [Fact]
    public void Prometheus_asks_the_collector_where_it_answers_and_so_does_the_health_check()
    {
        var collector = Yaml.Read("deploy/collector/config.yml");
        var target = Yaml.Read("deploy/prometheus/prometheus.yml")["scrape_configs"].Items.Single()["static_configs"].Items.Single()["targets"].Texts.Single();
        Assert.Equal($"collector:{Port(collector["exporters"]["prometheus"])}", target);
        Assert.Equal(
            $"http://localhost:{Port(collector["extensions"]["health_check"])}/", Compose.Service("collector")["healthcheck"]["test"].Texts.Last());

        static string Port(Yaml part) => part["endpoint"].Text.Split(':')[^1];
    }

    [Fact]
    public void Only_the_profile_starts_what_watches() =>
        Assert.All(Compose.Services, name =>
            Assert.Equal(name is "collector" or "prometheus" or "grafana" ? ["observability"] : [], Compose.Service(name)["profiles"].Texts));

    [GeneratedRegex("creditshare_[a-z_]+")]
    private static partial Regex MetricName();
}
