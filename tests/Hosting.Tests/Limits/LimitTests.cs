using CreditShare.Hosting.Limits;

namespace CreditShare.Hosting.Tests.Limits;

public sealed class LimitTests : IAsyncLifetime
{
    private const string Address = "/limited/91330100799655058B";
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(settings: new()
    {
        ["Limits:PerMinute"] = "3", ["Limits:PerDay"] = "5", ["Limits:Agencies:HZ-02:PerMinute"] = "1000",
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private string Token(string agency, string scope = "subjects.read") => _service.Issuer.Token(("sub", $"clerk-{agency}"), ("scope", scope), ("agency", agency));

    [Fact]
    public async Task An_agency_is_told_what_is_left_and_refused_when_nothing_is_and_another_is_not_concerned()
    {
        var left = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await _service.GetAsync(Address, Token("HZ-01"));
            Assert.Equal(200, answer.Status);
            Assert.Equal("\"calls\";q=3;w=60, \"subjects\";q=5;w=86400", answer.Headers.GetValues("RateLimit-Policy").Single());
            left.Add(answer.Headers.GetValues("RateLimit").Single());
        }
        Assert.Equal(["\"calls\";r=2, \"subjects\";r=4", "\"calls\";r=1, \"subjects\";r=3", "\"calls\";r=0, \"subjects\";r=2"], left);

        var refused = await _service.GetAsync(Address, Token("HZ-01"));
        Assert.Equal((429, "rate-limited"), (refused.Status, refused.Problem()));
        Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), null), 1, 60);
        // Haste costs nothing of the day.
        Assert.Equal("\"calls\";r=0, \"subjects\";r=2", refused.Headers.GetValues("RateLimit").Single());

        Assert.Equal(200, (await _service.GetAsync(Address, Token("HZ-03"))).Status);
        Assert.Equal("\"calls\";q=1000;w=60, \"subjects\";q=5;w=86400", (await _service.GetAsync(Address, Token("HZ-02"))).Headers.GetValues("RateLimit-Policy").Single());
    }

    [Fact]
    public async Task A_flood_of_refused_calls_is_one_entry()
    {
        for (var i = 0; i < 30; i++)
            await _service.GetAsync(Address, Token("HZ-01"));
        var refusal = Assert.Single(_service.Refusals.All);
        Assert.Equal((429, "calls-per-minute", "HZ-01", "GET /limited/{code}", 0), (refusal.Status, refusal.Reason, refusal.Agency, refusal.Route, refusal.Repeated));
        await _service.StopAsync();
        // Three were answered, one was recorded by itself, the others are a count.
        Assert.Equal([0, 26], _service.Refusals.All.Select(one => one.Repeated));
        Assert.NotNull(_service.Refusals.All.Last().Since);
    }

    [Fact]
    public async Task Of_unknown_callers_the_first_are_entries_and_the_others_a_count()
    {
        for (var i = 0; i < 30; i++)
            Assert.Equal(401, (await _service.GetAsync(Address)).Status);
        Assert.Equal(10, _service.Refusals.All.Count);
        await _service.StopAsync();
        Assert.Equal(20, _service.Refusals.All.Last().Repeated);
    }

    [Fact]
    public async Task A_call_about_a_list_takes_as_many_as_it_has_or_nothing()
    {
        Assert.Equal(200, (await _service.GetAsync("/lists/4", Token("HZ-01"))).Status);
        var refused = await _service.GetAsync("/lists/3", Token("HZ-01"));
        Assert.Equal((429, "rate-limited"), (refused.Status, refused.Problem()));
        Assert.Equal("subjects-per-day", Assert.Single(_service.Refusals.All).Reason);
        // More than a whole day's is refused and not an error.
        Assert.Equal(429, (await _service.GetAsync("/lists/100", Token("HZ-04"))).Status);
    }

    [Fact]
    public async Task What_is_not_limited_says_nothing_of_limits()
    {
        var token = _service.Issuer.Token(("sub", "auditor"), ("scope", "log.read"));
        Assert.False((await _service.GetAsync("/scopes/log.read", token)).Headers.Contains("RateLimit"));
    }

    [Theory]
    [InlineData(1_200, 100_000, null, 0)]
    [InlineData(0, 0, null, 2)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1_000_001, 1, 1_000_001, 2)]
    public void Limits_that_cannot_stand_are_all_named(int minute, int day, int? agency, int faults) =>
        Assert.Equal(faults, new LimitOptions { PerMinute = minute, PerDay = day, Agencies = agency is null ? [] : new() { ["HZ-01"] = new(PerMinute: agency) } }.Faults().Count());
}
