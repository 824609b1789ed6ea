using CreditShare.Hosting.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Tests.Auth;

public sealed class AuthOptionsTests
{
    [Fact]
    public async Task A_service_does_not_start_with_wrong_options_and_names_all_faults_at_once()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:KeysFile"] = "/nowhere/keys.json", ["Auth:Audience"] = " ", ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddServiceDefaults("Test");
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, fault.Failures.Count());
        Assert.All(["Auth:KeysFile: /nowhere/keys.json", "Auth:Issuer", "Auth:Audience"], name => Assert.Contains(name, fault.Message));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("https://tokens.example", null, true)]
    [InlineData("https://tokens.example", "/nowhere/keys.json", false)]
    public void Tokens_are_believed_either_by_discovery_or_by_a_key_file(string? authority, string? keysFile, bool right) =>
        Assert.Equal(right, !new AuthOptions { Authority = authority, KeysFile = keysFile, Issuer = "x" }.Faults().Any());
}
