using System.Net;
using System.Net.Http.Headers;

namespace CreditShare.Verifier.Sources;

/// <summary>A log served by C2SP tlog-tiles. Asks again where a server is away or busy for a moment.</summary>
internal sealed class HttpLogSource : ILogSource
{
    private const int Tries = 4;

    private readonly HttpClient client;

    public HttpLogSource(Uri prefix, string? token)
    {
        client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip, MaxConnectionsPerServer = 32 })
        {
            BaseAddress = new Uri(prefix.ToString().TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(30),
        };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<byte[]?> ReadAsync(string resource, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(resource, UriKind.Relative), ct);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    return null;
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadAsByteArrayAsync(ct);
                if (attempt == Tries || ((int)answer.StatusCode < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests))
                    throw new SourceUnreachableException(Reason(resource, answer.StatusCode));
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                if (attempt == Tries)
                    throw new SourceUnreachableException($"{client.BaseAddress}{resource}: {fault.Message}", fault);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), TimeProvider.System, ct);
        }
    }

    public void Dispose() => client.Dispose();

    private string Reason(string resource, HttpStatusCode status) => $"{client.BaseAddress}{resource} answered {(int)status} {status}."
        + (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? " Entries need an auditor's token (--token-file or CREDITSHARE_TOKEN), or leave them out with --tree-only." : "");
}
