using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace CreditShare.Engines.RabbitMq;

/// <summary>The management plug-in's HTTP interface, for a broker that was not started here.</summary>
internal sealed class ManagementApi : IDisposable
{
    private readonly HttpClient _http;

    public ManagementApi(Uri address, string user, string password)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
    }

    public Task AddVirtualHostAsync(string name, CancellationToken ct) => PutAsync($"api/vhosts/{Uri.EscapeDataString(name)}", new { }, ct);

    public Task AddUserAsync(string user, string password, CancellationToken ct) =>
        PutAsync($"api/users/{Uri.EscapeDataString(user)}", new { password, tags = "" }, ct);

    public Task SetPermissionsAsync(string virtualHost, string user, Permissions permissions, CancellationToken ct) =>
        PutAsync(
            $"api/permissions/{Uri.EscapeDataString(virtualHost)}/{Uri.EscapeDataString(user)}",
            new { configure = permissions.Configure, write = permissions.Write, read = permissions.Read }, ct);

    public async Task ImportDefinitionsAsync(string file, CancellationToken ct)
    {
        using var content = new StringContent(await File.ReadAllTextAsync(file, ct), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync("api/definitions", content, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST api/definitions: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>As JSON.</summary>
    public Task<string> QueuesAsync(string virtualHost, CancellationToken ct) => _http.GetStringAsync(
        new Uri($"api/queues/{Uri.EscapeDataString(virtualHost)}?columns=name,messages_ready,messages_unacknowledged,consumers,state", UriKind.Relative), ct);

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(string path, object body, CancellationToken ct)
    {
        using var answer = await _http.PutAsJsonAsync(path, body, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"PUT {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
