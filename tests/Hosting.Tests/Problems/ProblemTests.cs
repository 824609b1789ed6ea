namespace CreditShare.Hosting.Tests.Problems;

public sealed class ProblemTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private string Operator => _service.Issuer.Token(("sub", "operator"), ("scope", "operate"));

    [Theory]
    [InlineData("Production", "{\"to\":\"杭州\",\"pages\":")]
    [InlineData("Production", "{\"to\":\"杭州\",\"pages\":\"two\"}")]
    [InlineData("Development", "{\"to\":\"杭州\",\"pages\":")]
    [InlineData("Development", "{\"to\":\"杭州\",\"pages\":\"two\"}")]
    [InlineData("Development", "")]
    public async Task A_body_that_cannot_be_read_is_400_in_every_environment(string environment, string body)
    {
        await using var service = await TestService.StartAsync(environment);
        var answer = await service.PostAsync("/letters", body, service.Issuer.Token(("sub", "operator"), ("scope", "operate")));
        Assert.Equal((400, "bad-request"), (answer.Status, answer.Problem()));
    }

    [Fact]
    public async Task Another_content_type_is_415()
    {
        var answer = await _service.PostAsync("/letters", "to=x", Operator, "text/plain");
        Assert.Equal((415, "media-type"), (answer.Status, answer.Problem()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_where_nothing_is_is_404_with_and_without_a_token(bool token)
    {
        var answer = await _service.GetAsync("/nowhere", token ? Operator : null);
        Assert.Equal((404, "not-found"), (answer.Status, answer.Problem()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_method_is_405_with_and_without_a_token(bool token)
    {
        var answer = await _service.GetAsync("/letters", token ? Operator : null);
        Assert.Equal((405, "method-not-allowed"), (answer.Status, answer.Problem()));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_bug_is_500_and_tells_nothing_of_itself(string environment)
    {
        await using var service = await TestService.StartAsync(environment);
        var answer = await service.GetAsync("/faults");
        Assert.Equal((500, "internal"), (answer.Status, answer.Problem()));
        Assert.DoesNotContain("secret", answer.Text);
    }

    [Fact]
    public async Task An_exception_that_means_try_again_is_503_with_the_time_to_wait()
    {
        var answer = await _service.GetAsync("/store-away");
        Assert.Equal((503, "unavailable"), (answer.Status, answer.Problem()));
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task An_exception_that_means_more_than_can_be_kept_is_422_and_not_to_be_tried_again()
    {
        var answer = await _service.GetAsync("/too-large");
        Assert.Equal((422, "too-large-to-keep"), (answer.Status, answer.Problem()));
        Assert.Null(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    public async Task Faults_are_listed_with_their_place_in_both_languages_whatever_is_accepted(string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/refused");
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);

        var answer = await _service.SendAsync(request, token: null);

        Assert.Equal((422, "date-later"), (answer.Status, answer.Problem()));
        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal("/decisionDate", error.GetProperty("pointer").GetString());
        Assert.Equal("later-than-today", error.GetProperty("code").GetString());
        Assert.Equal("2099-01-01", error.GetProperty("found").GetString());
        Assert.Equal("The decision date is after today.", error.GetProperty("en").GetString());
        Assert.False(error.TryGetProperty("expected", out _));
        // As it is, not as \u escapes.
        Assert.Contains("决定日期晚于今天。", answer.Text);
    }
}
