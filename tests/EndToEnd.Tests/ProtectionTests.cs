using System.Net;
using CreditShare.Hosting.Auth;
using CreditShare.Testing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Deny by default: walks every endpoint that the whole house maps.</summary>
public sealed class ProtectionTests : IDisposable
{
    /// <summary>The only routes open to everyone; in Development the tokens too.</summary>
    private static readonly string[] Open =
    [
        "/", "/health/live", "/health/ready", "/openapi/{documentName}.json", "/docs/", "/docs/{documentName?}", "/docs/scalar.js", "/docs/scalar.aspnetcore.js", "/docs/favicon.svg",
        "/log/checkpoint", "/log/tile/{**path}", "/witness/{city}/add-checkpoint", "/witness/{city}/{origin}/checkpoint",
        "/dev/tokens", "/dev/tokens/agency", "/dev/tokens/agencies/{agency}", "/dev/tokens/auditor", "/dev/tokens/bureaus/{city}", "/dev/tokens/operator", "/dev/tokens/subjects/{uscc}", "/reports/{code}",
        "/signin", "/signin/provider", "/signin/development", "/signin/done", "/signin/time", "/signin/stay", "/signout", "/language/{language}",
    ];

    /// <summary>What the framework maps by itself: files that are not there, in Development, and redirects of scripts that no page here has. They name no scope, and so are closed to everyone.</summary>
    private static readonly string?[] Frameworks = ["{**path:file}", "/_framework/opaque-redirect"];

    private readonly TemporaryFolder folder = new();
    private readonly WebApplicationFactory<Program> factory;

    public ProtectionTests() =>
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseEnvironment("Development")
            .UseSetting("Standalone:DataFolder", folder.Path)
            .UseSetting("Standalone:Samples", "false"));

    public void Dispose()
    {
        factory.Dispose();
        folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>All but files, which are open and hold nothing of anybody, and the framework's own.</summary>
    private List<RouteEndpoint> Endpoints() =>
    [
        .. factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Frameworks.Contains(endpoint.RoutePattern.RawText)),
    ];

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<BySession>() is not null;

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    [Fact]
    public async Task Every_endpoint_that_is_not_meant_to_be_open_refuses_a_caller_without_a_token_and_every_page_asks_who_it_is()
    {
        using var client = factory.CreateClient(new() { AllowAutoRedirect = false });
        var guarded = Endpoints().Where(endpoint => !IsOpen(endpoint)).ToList();
        Assert.True(guarded.Count >= 10, $"only {guarded.Count} endpoints found");
        foreach (var endpoint in guarded)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), endpoint.RoutePattern.RawText!.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
                using var response = await client.SendAsync(request, Cancel);
                // A form that comes too late keeps what was typed, so its answer is a page.
                if (IsPage(endpoint) && method != "GET")
                {
                    Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
                    Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
                    continue;
                }
                if (IsPage(endpoint))
                {
                    Assert.True(response.StatusCode == HttpStatusCode.Redirect, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
                    Assert.Equal("/signin", response.Headers.Location!.AbsolutePath);
                    continue;
                }
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public void Every_endpoint_names_its_scope_or_is_on_the_list_of_open_ones()
    {
        foreach (var endpoint in Endpoints())
        {
            if (IsOpen(endpoint))
                Assert.Contains(endpoint.RoutePattern.RawText!.TrimEnd('/'), Open.Select(route => route.TrimEnd('/')));
            else
                Assert.True(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null), $"{endpoint.RoutePattern.RawText} names no scope");
        }
    }

    [Fact]
    public void Every_form_of_the_pages_asks_for_its_token()
    {
        var forms = Endpoints().Where(endpoint => IsPage(endpoint) && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true).ToList();
        Assert.True(forms.Count >= 10, $"only {forms.Count} forms found");
        // That one looks at it by itself, before the file that follows.
        Assert.Equal(["/bureau/upload"], forms.Where(form => form.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation != true).Select(form => form.RoutePattern.RawText));
    }

    [Theory]
    [InlineData("/nothing/here", "GET", HttpStatusCode.NotFound)]
    [InlineData("/v1/batches", "DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_there_says_so_in_problem_details(string address, string method, HttpStatusCode status)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var response = await client.SendAsync(request, Cancel);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Outside_development_there_are_no_tokens_to_be_had()
    {
        using var production = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseEnvironment("Production")
            .UseSetting("Standalone:DataFolder", folder.File("production"))
            .UseSetting("Auth:Authority", "https://identity.example"));
        using var client = production.CreateClient();
        using var response = await client.GetAsync(new Uri("/dev/tokens", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
