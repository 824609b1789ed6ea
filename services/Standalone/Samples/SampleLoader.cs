using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.Standalone.Development;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditShare.Standalone.Samples;

/// <summary>
/// Pushes the sample batches through the front door, as six bureaus would, and says what became of them. Their idempotency keys make a second start
/// find everything as it was.
/// </summary>
internal sealed class SampleLoader(
    IServer server, IHostApplicationLifetime lifetime, DevelopmentIssuer issuer, string folder, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    private readonly SampleSummary summary = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var begin = time.GetTimestamp();
        try
        {
            var pushed = new List<(string City, string Batch)>();
            foreach (var file in Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories).Where(IsBatch).Where(IsOfCity).Order(StringComparer.Ordinal))
                pushed.Add(await PushAsync(client, file, stoppingToken));
            foreach (var (city, batch) in pushed)
                await AwaitDecisionsAsync(client, city, batch, stoppingToken);
            summary.Print(address, folder, time.GetElapsedTime(begin));
        }
        catch (HttpRequestException fault)
        {
            Console.WriteLine($"样例数据未能全部报送：{fault.Message}  The samples could not all be pushed.");
        }
    }

    private static bool IsBatch(string file) => Path.GetExtension(file) is ".ndjson" or ".csv";

    /// <summary>The other folders hold files for tests.</summary>
    private static bool IsOfCity(string file) => Path.GetFileName(Path.GetDirectoryName(file))!.All(char.IsAsciiDigit);

    private async Task<(string City, string Batch)> PushAsync(HttpClient client, string file, CancellationToken ct)
    {
        var city = Path.GetFileName(Path.GetDirectoryName(file))!;
        var bytes = await File.ReadAllBytesAsync(file, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new(Path.GetExtension(file) == ".csv" ? "text/csv" : "application/x-ndjson");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Bureau(city));
        request.Headers.Add("Idempotency-Key", $"sample-{Path.GetFileName(file)}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}");
        using var response = await client.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw new HttpRequestException($"{Path.GetFileName(file)}: {(int)response.StatusCode} {text}");
        var status = JsonDocument.Parse(text).RootElement;
        Console.WriteLine($"  {city}  {Path.GetFileName(file),-24} 已接收 received {status.GetProperty("counts").GetProperty("received").GetInt32(),5}");
        return (city, status.GetProperty("id").GetString()!);
    }

    private async Task AwaitDecisionsAsync(HttpClient client, string city, string batch, CancellationToken ct)
    {
        while (true)
        {
            var status = await GetAsync(client, city, $"/v1/batches/{batch}", ct);
            if (status.GetProperty("state").GetString() == "decided")
            {
                summary.Add(city, status.GetProperty("counts"));
                for (var next = $"/v1/batches/{batch}/errors"; next is not null;)
                {
                    var page = await GetAsync(client, city, next, ct);
                    summary.Add(page.GetProperty("items"));
                    next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
                }
                return;
            }
            await Task.Delay(Between, time, ct);
        }
    }

    private async Task<JsonElement> GetAsync(HttpClient client, string city, string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Bureau(city));
        using var response = await client.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct)).RootElement;
    }
}
