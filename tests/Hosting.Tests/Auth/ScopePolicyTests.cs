using CreditShare.Hosting.Auth;

namespace CreditShare.Hosting.Tests.Auth;

public sealed class ScopePolicyTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    // scope of the endpoint, scopes of the token, its city, its agency, status, code
    [InlineData(Scopes.BatchesWrite, "batches.write", "330100", null, 200, null)]
    [InlineData(Scopes.BatchesWrite, "batches.read batches.write", "330100", null, 200, null)]
    [InlineData(Scopes.BatchesWrite, "batches.read", "330100", null, 403, "scope-missing")]
    [InlineData(Scopes.BatchesWrite, "batches.writes", "330100", null, 403, "scope-missing")]
    [InlineData(Scopes.BatchesWrite, "Batches.Write", "330100", null, 403, "scope-missing")]
    [InlineData(Scopes.BatchesWrite, "", "330100", null, 403, "scope-missing")]
    [InlineData(Scopes.BatchesWrite, "batches.write", null, null, 403, "city-missing")]
    [InlineData(Scopes.BatchesWrite, "batches.write", "3301", null, 403, "city-missing")]
    [InlineData(Scopes.BatchesWrite, "batches.write", "33010a", null, 403, "city-missing")]
    [InlineData(Scopes.BatchesWrite, "batches.write", "３３０１００", null, 403, "city-missing")]
    [InlineData(Scopes.BatchesRead, "batches.read", null, "HZ-01", 403, "city-missing")]
    [InlineData(Scopes.BatchesRead, "batches.read", "330100", null, 200, null)]
    [InlineData(Scopes.SubjectsRead, "subjects.read", null, "HZ-01", 200, null)]
    [InlineData(Scopes.SubjectsRead, "subjects.read", "330100", null, 403, "agency-missing")]
    [InlineData(Scopes.SubjectsRead, "subjects.read", null, "", 403, "agency-missing")]
    [InlineData(Scopes.LogRead, "log.read", null, null, 200, null)]
    [InlineData(Scopes.LogRead, "operate", null, null, 403, "scope-missing")]
    [InlineData(Scopes.Operate, "operate", null, null, 200, null)]
    [InlineData(Scopes.SubjectSelf, "subject.self", "330100", "HZ-01", 403, "subject-missing")]
    public async Task A_token_opens_what_its_scope_and_holder_may(
        string endpoint, string scopes, string? city, string? agency, int status, string? code)
    {
        var claims = new[] { ("sub", "clerk"), ("scope", scopes), ("city", city), ("agency", agency) };
        var token = _service.Issuer.Token([.. claims.Where(claim => claim.Item2 is not null).Select(claim => (claim.Item1, claim.Item2!))]);

        var answer = await _service.GetAsync("/scopes/" + endpoint, token);

        Assert.Equal(status, answer.Status);
        if (code is not null)
            Assert.Equal(code, answer.Problem());
    }

    [Fact]
    public async Task Scopes_may_come_as_several_claims()
    {
        var token = _service.Issuer.Token(("sub", "auditor"), ("scope", "operate"), ("scope", "log.read"));
        Assert.Equal(200, (await _service.GetAsync("/scopes/log.read", token)).Status);
    }

    [Fact]
    public async Task A_refusal_names_the_scope_that_is_missing_in_both_languages()
    {
        var answer = await _service.GetAsync("/scopes/log.read", _service.Issuer.Token(("sub", "clerk"), ("scope", "operate")));
        Assert.Contains("log.read", answer.Json.GetProperty("detail").GetString());
        Assert.Contains("log.read", answer.Json.GetProperty("title").GetString());
        Assert.Contains("权限", answer.Text);
    }

    [Theory]
    [InlineData("91330100799655058B", "授权〔2026〕1号", 200, null)]
    [InlineData("91330100799655058", "授权〔2026〕1号", 403, "subject-missing")]
    [InlineData("91330100799655058B", " ", 403, "authorisation-missing")]
    [InlineData("91330100799655058B", null, 403, "authorisation-missing")]
    public async Task A_representative_names_its_subject_and_its_authorisation(string subject, string? authorisation, int status, string? code)
    {
        var claims = new[] { ("sub", "representative"), ("scope", "subject.self"), ("subject", subject), ("authorisation", authorisation) };
        var answer = await _service.GetAsync("/scopes/subject.self", _service.Issuer.Token([.. claims.Where(claim => claim.Item2 is not null).Select(claim => (claim.Item1, claim.Item2!))]));
        Assert.Equal(status, answer.Status);
        if (code is not null)
            Assert.Equal(code, answer.Problem());
    }

    [Fact]
    public async Task An_endpoint_that_names_no_scope_is_closed_to_everyone()
    {
        var all = _service.Issuer.Token(("sub", "admin"), ("scope", string.Join(' ', Scopes.All)), ("city", "330100"), ("agency", "HZ-01"), ("subject", "91330100799655058B"), ("authorisation", "A-1"));
        var known = await _service.GetAsync("/unnamed", all);
        var unknown = await _service.GetAsync("/unnamed");

        Assert.Equal((403, "no-scope-named"), (known.Status, known.Problem()));
        Assert.Equal((401, "token-missing"), (unknown.Status, unknown.Problem()));
        Assert.Equal("Bearer", unknown.Headers.WwwAuthenticate.ToString());
    }
}
