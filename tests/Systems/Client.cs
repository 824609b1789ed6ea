using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Records;

namespace CreditShare.Systems;

/// <summary>A caller with a token, speaking in intentions.</summary>
/// <param name="address">The service's.</param>
/// <param name="token">Sent with every call; none if empty.</param>
/// <param name="patience">How long a call may take; two minutes if null.</param>
public sealed class Client(Uri address, string token, TimeSpan? patience = null) : IDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = patience ?? UsualPatience };

    /// <summary>W3C trace context sent with every call; none if null.</summary>
    public string? TraceParent { get; init; }

    public void Dispose() => http.Dispose();

    public static byte[] Ndjson(IEnumerable<CreditRecord> records) =>
        Encoding.UTF8.GetBytes(string.Concat(records.Select(record => Encoding.UTF8.GetString(RecordJson.Write(record)) + "\n")));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct, string? idempotencyKey = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (TraceParent is not null)
            request.Headers.Add("traceparent", TraceParent);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await http.SendAsync(request, ct);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, ct);
        return (response.StatusCode, await JsonAsync(response, ct));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, CancellationToken ct)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await SendAsync(HttpMethod.Post, path, content, ct);
        return (response.StatusCode, await JsonAsync(response, ct));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PushAsync(
        byte[] body, CancellationToken ct, string type = "application/x-ndjson", string? idempotencyKey = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await SendAsync(HttpMethod.Post, "/v1/batches", content, ct, idempotencyKey);
        return (response.StatusCode, await JsonAsync(response, ct));
    }

    /// <summary>Pushes and keeps on pushing, with one key, until there is a receipt: what a careful bureau's program does.</summary>
    public async Task<string> PushUntilReceiptAsync(byte[] body, string idempotencyKey, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var (status, answer) = await PushAsync(body, ct, idempotencyKey: idempotencyKey);
                if (status == HttpStatusCode.Accepted)
                    return answer.GetProperty("id").GetString()!;
                if ((int)status < 500)
                    throw new InvalidOperationException($"{status}: {answer}");
            }
            catch (Exception fault) when (IsAway(fault, ct))
            {
                // Killed in the middle: there was no receipt, so nothing was promised.
            }
            await Task.Delay(Between, TimeProvider.System, ct);
        }
    }

    /// <summary>Ends when every record of the batch has its decision.</summary>
    public async Task<JsonElement> AwaitDecidedAsync(string batch, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var (status, answer) = await GetAsync($"/v1/batches/{batch}", ct);
                if (status == HttpStatusCode.OK && answer.GetProperty("state").GetString() == "decided")
                    return answer;
            }
            catch (Exception fault) when (IsAway(fault, ct))
            {
                // Asked again.
            }
            await Task.Delay(Between, TimeProvider.System, ct);
        }
    }

    /// <summary>Looks a subject up.</summary>
    /// <returns>What was answered; null if there was no answer: refused for the time being, or the service was away.</returns>
    public async Task<Answered?> TryLookUpAsync(string subject, int caseNumber, CancellationToken ct, string asked = "punishments")
    {
        try
        {
            var (status, answer) = await GetAsync($"/v1/subjects/{subject}/{asked}?purpose=licensing&caseNumber={caseNumber}", ct);
            if (status == HttpStatusCode.OK)
                return Answered.Of(LookupAnswerJson.Read(Encoding.UTF8.GetBytes(answer.GetRawText())));
            if ((int)status < 500)
                throw new InvalidOperationException($"{status}: {answer}");
        }
        catch (Exception fault) when (IsAway(fault, ct))
        {
            // There was no answer, so no entry is owed.
        }
        await Task.Delay(Between, TimeProvider.System, ct);
        return null;
    }

    public async Task<IReadOnlyList<Decision>> DecisionsAsync(string batch, CancellationToken ct)
    {
        var decisions = new List<Decision>();
        for (var next = $"/v1/batches/{batch}/decisions"; next is not null;)
        {
            var (_, page) = await GetAsync(next, ct);
            decisions.AddRange(DecisionJson.Read(Encoding.UTF8.GetBytes(page.GetProperty("items").GetRawText())));
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }
        return decisions;
    }

    private static bool IsAway(Exception fault, CancellationToken ct) =>
        fault is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        if (bytes.Length == 0 || response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
            return default;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
