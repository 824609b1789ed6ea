using System.Text.RegularExpressions;

namespace CreditShare.Hosting.Tests.OpenApi;

/// <summary>What is open to everyone: health, the API's document and the page that shows it.</summary>
public sealed partial class OpenPagesTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_needs_no_token(string path)
    {
        var answer = await _service.GetAsync(path);
        Assert.Equal((200, "Healthy"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task The_document_asks_for_a_bearer_token()
    {
        var answer = await _service.GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        Assert.Equal("bearer", answer.Json.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.True(answer.Json.GetProperty("paths").TryGetProperty("/subjects/{code}", out _));
    }

    [Fact]
    public async Task The_page_that_shows_it_works_without_the_outside()
    {
        var page = await _service.GetAsync("/docs/");
        Assert.Equal(200, page.Status);
        Assert.DoesNotMatch(Outside(), page.Text);
        foreach (var script in Script().Matches(page.Text).Select(match => match.Groups[1].Value))
            Assert.Equal(200, (await _service.GetAsync(new Uri(new Uri("http://x/docs/"), script).PathAndQuery)).Status);
        Assert.Matches(Script(), page.Text);
    }

    [GeneratedRegex("(?:src|href)=\"(?:https?:)?//")]
    private static partial Regex Outside();

    [GeneratedRegex("<script[^>]+src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
