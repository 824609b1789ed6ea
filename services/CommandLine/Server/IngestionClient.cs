using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditShare.CommandLine.Files;

namespace CreditShare.CommandLine.Server;

/// <summary>
/// Speaks with one Ingestion. What fails for the moment (no answer, 429, 503 and its like) is tried again until patience is over; a push is safe to repeat
/// by its idempotency key. Every other refusal is a <see cref="ServerException"/>.
/// </summary>
internal sealed class IngestionClient : IDisposable
{
    /// <summary>No byte moved for so long: the connection is dead.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(100);

    private readonly HttpClient http;
    private readonly TokenSource token;
    private readonly TimeSpan patience;
    private readonly TimeProvider time;

    /// <param name="address">Where the Ingestion is; a path before <c>/v1</c> is kept.</param>
    /// <param name="token">The bureau's.</param>
    /// <param name="patience">How long a call is tried again; zero: once.</param>
    /// <param name="time">The clock.</param>
    public IngestionClient(Uri address, TokenSource token, TimeSpan patience, TimeProvider time)
    {
        (this.token, this.patience, this.time) = (token, patience, time);
        // A redirect would carry the token to somewhere that nobody named.
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(5), Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
        })
        {
            BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public Uri Address => http.BaseAddress!;

    public void Dispose() => http.Dispose();

    /// <summary>Pushes a file; ends when every record of it is safe on the server's disk.</summary>
    /// <exception cref="FileFault">The file cannot be read, or is no longer what it was when its digest was taken.</exception>
    public async Task<BatchAnswer> PushAsync(PushedFile file, string key, IProgress<long>? sent, CancellationToken ct) => BatchAnswer.Of(await TryAsync(
        moved =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "v1/batches") { Content = new FileContent(file, sent, moved) };
            request.Headers.Add("Idempotency-Key", key);
            // A token that is refused is refused before the whole file has gone over the line.
            request.Headers.ExpectContinue = true;
            return request;
        },
        StallLimit, JsonAsync, ct));

    public async Task<BatchAnswer> StatusAsync(string batch, CancellationToken ct) => BatchAnswer.Of(await GetAsync(PathOf(batch), ct));

    public static string PathOf(string batch) => $"v1/batches/{Uri.EscapeDataString(batch)}";

    /// <summary>Items of a paged answer, one after the other; memory holds a page.</summary>
    public async IAsyncEnumerable<JsonElement> ItemsAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var next = path; next is not null;)
        {
            var page = await GetAsync(next, ct);
            foreach (var item in page.GetProperty("items").EnumerateArray())
                yield return item;
            next = page.TryGetProperty("next", out var address) && address.ValueKind == JsonValueKind.String ? Local(address.GetString()!) : null;
        }
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken ct) => TryAsync(_ => new HttpRequestMessage(HttpMethod.Get, path), AnswerLimit, JsonAsync, ct);

    /// <summary>Posts without a body.</summary>
    public Task<JsonElement> PostAsync(string path, CancellationToken ct) => TryAsync(_ => new HttpRequestMessage(HttpMethod.Post, path), AnswerLimit, JsonAsync, ct);

    /// <summary>Gets a document; what a try that failed wrote of it is taken back.</summary>
    /// <param name="path">Of the document.</param>
    /// <param name="target">Can seek.</param>
    /// <param name="ct">Cancels.</param>
    public Task DownloadAsync(string path, Stream target, CancellationToken ct) => TryAsync(
        _ => new HttpRequestMessage(HttpMethod.Get, path), StallLimit,
        async (answer, moved, limit) =>
        {
            target.SetLength(0);
            await using var body = await answer.Content.ReadAsStreamAsync(limit);
            var buffer = new byte[1 << 16];
            for (int read; (read = await body.ReadAsync(buffer, limit)) > 0; moved())
                await target.WriteAsync(buffer.AsMemory(0, read), limit);
            return true;
        },
        ct);

    /// <summary>Polls, ever more slowly, until every record has its decision.</summary>
    /// <param name="batch">Its id.</param>
    /// <param name="progress">Told of each look.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task<BatchAnswer> AwaitDecidedAsync(string batch, IProgress<BatchAnswer>? progress, CancellationToken ct)
    {
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = wait < TimeSpan.FromSeconds(2) ? wait * 1.5 : wait)
        {
            var status = await StatusAsync(batch, ct);
            progress?.Report(status);
            if (status.IsDecided)
                return status;
            await Task.Delay(wait, time, ct);
        }
    }

    /// <summary>An address that the server gave, as a path of its own: the token goes to no other host.</summary>
    private static string Local(string address) => address.StartsWith('/') ? address.TrimStart('/')
        : throw new ServerException(new(200, "link-elsewhere", $"服务器给出的地址不是它自己的：{address}", $"The server gave an address that is not its own: {address}", []));

    private async Task<T> TryAsync<T>(
        Func<Action, HttpRequestMessage> make, TimeSpan limit, Func<HttpResponseMessage, Action, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        for (var failed = 1; ; failed++)
        {
            var used = token.Text;
            TimeSpan wait;
            try
            {
                return await OnceAsync(make, limit, read, used, ct);
            }
            catch (ServerException fault) when (fault.Problem.Status == 401 && token.Renew(used))
            {
                continue;
            }
            catch (ServerException fault)
                when (fault.Problem.IsPassing && time.GetElapsedTime(began) + Backoff.After(failed, fault.Problem.RetryAfter) <= patience)
            {
                wait = Backoff.After(failed, fault.Problem.RetryAfter);
            }
            await Task.Delay(wait, time, ct);
        }
    }

    private async Task<T> OnceAsync<T>(
        Func<Action, HttpRequestMessage> make, TimeSpan limit, Func<HttpResponseMessage, Action, CancellationToken, Task<T>> read, string bearer, CancellationToken ct)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(ct);
        void Moved() => stalled.CancelAfter(limit);
        Moved();
        try
        {
            using var request = make(Moved);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stalled.Token);
            if (answer.IsSuccessStatusCode)
                return await read(answer, Moved, stalled.Token);
            var problem = Problem.Read((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stalled.Token));
            throw new ServerException(problem with { RetryAfter = Asked(answer.Headers.RetryAfter) });
        }
        catch (Exception fault) when (FileFault.In(fault) is { } local)
        {
            throw new FileFault(local.Zh, local.En, local.Code);
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ServerException(Problem.NoAnswer(Address, fault.InnerException?.Message ?? fault.Message), fault);
        }
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date && date > time.GetUtcNow() ? date - time.GetUtcNow() : null);

    private async Task<JsonElement> JsonAsync(HttpResponseMessage answer, Action moved, CancellationToken ct)
    {
        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ServerException(new((int)answer.StatusCode, "not-json", $"{Address} 的答复不是 JSON，请检查地址。", $"{Address} did not answer in JSON; check the address.", []));
        }
    }
}
