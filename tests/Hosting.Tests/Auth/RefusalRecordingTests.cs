namespace CreditShare.Hosting.Tests.Auth;

public sealed class RefusalRecordingTests : IAsyncLifetime
{
    private const string Address = "/subjects/91330100799655058B";
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_refused_caller_is_recorded_with_the_route_and_never_with_the_raw_address()
    {
        var token = _service.Issuer.Token(("sub", "clerk-7"), ("scope", "log.read"), ("city", "330100"), ("agency", "HZ-01"));
        Assert.Equal(403, (await _service.GetAsync(Address, token)).Status);

        var refusal = Assert.Single(_service.Refusals.All);
        Assert.Equal(
            ("clerk-7", "330100", "HZ-01", "GET /subjects/{code}", 403, "scope-missing"),
            (refusal.Account, refusal.City, refusal.Agency, refusal.Route, refusal.Status, refusal.Reason));
        Assert.Equal(TimeSpan.Zero, refusal.At.Offset);
    }

    [Fact]
    public async Task An_unknown_caller_is_recorded_too()
    {
        Assert.Equal(401, (await _service.GetAsync(Address)).Status);
        var refusal = Assert.Single(_service.Refusals.All);
        Assert.Equal((null, "GET /subjects/{code}", 401, "token-missing"), (refusal.Account, refusal.Route, refusal.Status, refusal.Reason));
    }

    [Fact]
    public async Task What_is_allowed_is_no_refusal()
    {
        var token = _service.Issuer.Token(("sub", "clerk"), ("scope", "subjects.read"), ("agency", "HZ-01"));
        Assert.Equal(200, (await _service.GetAsync(Address, token)).Status);
        Assert.Empty(_service.Refusals.All);
    }

    [Fact]
    public async Task Refusals_of_an_endpoint_without_a_recorder_are_not_given_to_another_one()
    {
        Assert.Equal(401, (await _service.GetAsync("/scopes/operate")).Status);
        Assert.Empty(_service.Refusals.All);
    }

    [Fact]
    public async Task The_refusal_is_answered_only_when_it_has_been_recorded()
    {
        var recorded = new TaskCompletionSource();
        _service.Refusals.Until = recorded.Task;

        var answer = _service.GetAsync(Address);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.Single(_service.Refusals.All);

        recorded.SetResult();
        Assert.Equal(401, (await answer).Status);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_recorded_is_answered_with_503()
    {
        _service.Refusals.Until = Task.FromException(new IOException("disk full"));
        var answer = await _service.GetAsync(Address);
        Assert.Equal((503, "unavailable"), (answer.Status, answer.Problem()));
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
