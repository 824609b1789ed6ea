using System.Collections.Concurrent;
using System.Text.Json;
using CreditShare.Engines.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CreditShare.CommandLine.Tests.Processes;

/// <summary>
/// Stands between <c>creditshare</c> and the house, so that a test can stop the world at one call, answer in the server's place, and count what was pushed.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly WebApplication app;
    private TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<HttpRequest, bool>? hold;
    private bool holdsAnswer;

    private Relay(Uri house)
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = house, Timeout = TimeSpan.FromMinutes(2) };
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        app = builder.Build();
        app.Run(PassAsync);
    }

    public Uri Address { get; }

    /// <summary>Answers in the house's place where it gives something.</summary>
    public Func<HttpRequest, (int Status, string Type, byte[] Body)?>? Instead { get; set; }

    /// <summary>Batch of each idempotency key that was pushed and answered with one.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<string>> Batches { get; } = [];

    public static async Task<Relay> StartAsync(Uri house, CancellationToken ct)
    {
        var relay = new Relay(house);
        await relay.app.StartAsync(ct);
        return relay;
    }

    /// <summary>Stops the next such call, before the house hears of it or, with <paramref name="answer"/>, after it has answered.</summary>
    /// <returns>Ends when one is stopped there.</returns>
    public Task HoldAsync(Func<HttpRequest, bool> which, bool answer = false)
    {
        (reached, released) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
        (hold, holdsAnswer) = (which, answer);
        return reached.Task;
    }

    /// <summary>Lets everything pass again.</summary>
    public void Release()
    {
        hold = null;
        released.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var stopsHere = hold?.Invoke(context.Request) == true;
        if (stopsHere && !holdsAnswer)
            await StopAsync(context);
        if (Instead?.Invoke(context.Request) is { } given)
        {
            context.Response.StatusCode = given.Status;
            context.Response.ContentType = given.Type;
            await context.Response.Body.WriteAsync(given.Body, context.RequestAborted);
            return;
        }
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        if (context.Request.ContentType is not null)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }
        foreach (var name in new[] { "Authorization", "Idempotency-Key" }.Where(name => context.Request.Headers.ContainsKey(name)))
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        await AnswerAsync(context, request, stopsHere);
    }

    private async Task AnswerAsync(HttpContext context, HttpRequestMessage request, bool stopsHere)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }
        using var disposed = answer;
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key && answer.IsSuccessStatusCode)
            Batches.GetOrAdd(key, _ => []).Add(JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!);
        if (stopsHere && holdsAnswer)
            await StopAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait.ToString();
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task StopAsync(HttpContext context)
    {
        reached.TrySetResult();
        await released.Task.WaitAsync(context.RequestAborted);
    }
}
