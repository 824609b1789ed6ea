using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Hosting.Health;

/// <summary>
/// <c>--health</c>: the program asks another process of itself whether it is ready, and ends with 0 or 1. For containers without shell and curl.
/// </summary>
public static class HealthVerb
{
    private const string Verb = "--health";

    /// <summary>What is asked when <c>Urls</c> is not set: Kestrel's own default.</summary>
    private const string DefaultUrls = "http://localhost:5000";

    /// <summary>Shorter than the limit of the check in docker-compose.yml, so that this answers and is not killed.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>True if the command line asks for the verb and not for the service.</summary>
    public static bool IsAsked(string[] args) => args is [Verb, ..];

    /// <summary>Asks <c>/health/ready</c> at the port of <c>Urls</c>, read from the same settings as the service's, and prints the answer.</summary>
    /// <returns>0 if the service is ready; 1 if it is not, or does not answer within 5 s.</returns>
    public static async Task<int> AskAsync(string[] args)
    {
        var address = AddressOf(WebApplication.CreateSlimBuilder(args[1..]).Configuration["Urls"]);
        // A proxy that the environment names must not be asked for this machine's own address.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
        try
        {
            using var answer = await client.GetAsync(address);
            Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine($"{address}: {fault.Message}");
            return 1;
        }
    }

    /// <summary>Where a process on the same machine asks a service that listens on <paramref name="urls"/>, addresses separated by semicolons.</summary>
    internal static Uri AddressOf(string? urls)
    {
        var addresses = (string.IsNullOrWhiteSpace(urls) ? DefaultUrls : urls).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Plain HTTP first: a certificate is seldom made out to localhost.
        var address = BindingAddress.Parse(addresses.FirstOrDefault(one => one.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses[0]);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, $"{address.PathBase}/health/ready").Uri;
    }
}
