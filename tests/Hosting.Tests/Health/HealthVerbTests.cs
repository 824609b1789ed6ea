using CreditShare.Hosting.Health;

namespace CreditShare.Hosting.Tests.Health;

/// <summary>Where a program asks another process of itself; that it does, EndToEnd.Tests shows with real processes.</summary>
public sealed class HealthVerbTests
{
    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/health/ready")]
    [InlineData("http://*:8080", "http://localhost:8080/health/ready")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080/health/ready")]
    [InlineData("http://[::]:8080", "http://localhost:8080/health/ready")]
    [InlineData("http://127.0.0.1:5081/", "http://127.0.0.1:5081/health/ready")]
    [InlineData("http://[::1]:5081", "http://[::1]:5081/health/ready")]
    [InlineData("https://+:8443;http://+:8080", "http://localhost:8080/health/ready")]
    [InlineData("https://+:8443", "https://localhost:8443/health/ready")]
    [InlineData("http://+:8080/credit", "http://localhost:8080/credit/health/ready")]
    [InlineData("", "http://localhost:5000/health/ready")]
    [InlineData(null, "http://localhost:5000/health/ready")]
    public void The_address_asked_is_this_machines_at_the_services_port(string? urls, string asked) =>
        Assert.Equal(new Uri(asked), HealthVerb.AddressOf(urls));

    [Fact]
    public void Only_the_first_word_of_the_command_line_is_the_verb()
    {
        Assert.True(HealthVerb.IsAsked(["--health"]));
        Assert.False(HealthVerb.IsAsked([]));
        Assert.False(HealthVerb.IsAsked(["--urls", "--health"]));
    }
}
