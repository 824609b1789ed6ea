using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Registry.Notices;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Webhooks;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Webhooks;

/// <summary>On SQLite.</summary>
public sealed class SqliteWebhookTests : WebhookContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbWebhookTests(MongoDbFixture fixture) : WebhookContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>Real receivers that take, fail, hang, redirect and are gone; the clock is the test's. On every engine.</summary>
public abstract class WebhookContract : IAsyncLifetime
{
    private const string Agency = "330100-licensing";
    private const string Other = "341000-licensing";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<Called> calls = [];
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = [];
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private House house = null!;
    private WebApplication receiver = null!;
    private Uri address = null!;

    private CancellationToken Cancel => limit.Token;

    private protected abstract House NewHouse();

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        house = NewHouse();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            string Header(string name) => context.Request.Headers[name].ToString();
            calls.Enqueue(new(context.Request.Path, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body));
            await answers.GetValueOrDefault(context.Request.Path, Status(204))(context);
        });
        await receiver.StartAsync(Cancel);
        address = new(receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await limit.CancelAsync();
        await receiver.DisposeAsync();
        await house.DisposeAsync();
        folder.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task A_call_is_signed_tells_nothing_of_the_subject_and_is_made_once()
    {
        await house.Notices.AddAsync([Of("n-1", Agency)], Cancel);
        var secret = "whsec_" + Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(folder.File("secret"), secret, Cancel);
        await RunAsync(Options(new WebhookReceiver { Address = $"{address}ok", SecretFile = folder.File("secret") }), IsDeliveredAsync);
        await RunAsync(Options(new WebhookReceiver { Address = $"{address}ok" }), Rounds(20));
        var call = Assert.Single(calls);
        Assert.Equal("n-1", call.Id);
        Assert.Equal("""{"type":"notice.opened","timestamp":"2026-11-23T02:00:00.000Z","data":{"notice":"n-1","link":"/v1/notices/n-1"}}""", call.Body);
        var key = Convert.FromBase64String((await File.ReadAllTextAsync(folder.File("webhooks.key.pub"), Cancel)).Trim()["whpk_".Length..]);
        var signatures = call.Signature.Split(' ');
        Assert.True(Ed25519.Verify(key, Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}"), Convert.FromBase64String(signatures[0]["v1a,".Length..])));
        Assert.Equal(WebhookSigning.Symmetric(new byte[32], call.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Timestamp, null)), call.Body), signatures[1]);
        Assert.Equal([new CallCount(Agency, 1, 0, 0)], await house.Calls.CountCallsAsync(Cancel));
        Assert.Null((await house.Notices.FindAsync("n-1", Cancel))!.Confirmation);
    }

    [Fact]
    public async Task A_call_that_fails_is_repeated_under_the_same_id_by_whichever_process_is_there()
    {
        await house.Notices.AddAsync([Of("n-1", Agency)], Cancel);
        answers["/bad"] = Status(500);
        var options = Options(new WebhookReceiver { Address = $"{address}bad" });
        await RunAsync(options, () => Task.FromResult(calls.Count >= 2));
        Assert.Equal([new CallCount(Agency, 0, 0, 1)], await house.Calls.CountCallsAsync(Cancel));
        answers["/bad"] = Status(200);
        await RunAsync(options, IsDeliveredAsync);
        Assert.All(calls, call => Assert.Equal("n-1", call.Id));
        Assert.Equal([new CallCount(Agency, 1, 0, 0)], await house.Calls.CountCallsAsync(Cancel));
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_no_other_up_and_is_given_up_in_the_end()
    {
        await house.Notices.AddAsync([Of("n-1", Agency), Of("n-2", Other)], Cancel);
        answers["/hang"] = context => Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var options = Options(new WebhookReceiver { Address = $"{address}hang" }, new WebhookReceiver { Address = $"{address}ok" });
        options.GiveUpAfter = TimeSpan.FromHours(1);
        await RunAsync(options, async () => calls.Any(call => call.Path == "/hang") && await IsDeliveredAsync());
        house.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync(options, async () => (await CountsAsync()).Any(count => count.GivenUp == 1));
        Assert.Equal([new CallCount(Agency, 0, 1, 0), new CallCount(Other, 1, 0, 0)], await CountsAsync());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await house.Notices.AddAsync([Of("n-1", Agency)], Cancel);
        answers["/away"] = context =>
        {
            context.Response.Redirect($"{address}ok");
            return Task.CompletedTask;
        };
        await RunAsync(Options(new WebhookReceiver { Address = $"{address}away" }), () => Task.FromResult(calls.Count >= 2));
        Assert.All(calls, call => Assert.Equal("/away", call.Path));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_called_no_more_until_it_has_another_address()
    {
        await house.Notices.AddAsync([Of("n-1", Agency), Of("n-2", Agency)], Cancel);
        answers["/gone"] = Status(410);
        var options = Options(new WebhookReceiver { Address = $"{address}gone" });
        await RunAsync(options, async () => (await house.Calls.ReadGoneAsync(Cancel)).Count == 1);
        await RunAsync(options, Rounds(30));
        Assert.Single(calls);
        await RunAsync(Options(new WebhookReceiver { Address = $"{address}ok" }), () => Task.FromResult(calls.Count >= 2));
        Assert.Equal("/ok", calls.Last().Path);
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://100.100.100.200/")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[ff02::1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    public async Task An_inner_address_is_refused_however_it_is_written(string inner)
    {
        var options = Options(new WebhookReceiver { Address = inner });
        options.AllowLoopbackForTests = false;
        Assert.Equal((null, "address-refused"), await Caller(options).CallAsync(new("n-1", house.Clock.GetUtcNow(), 0), options.Receivers[Agency], Cancel));
    }

    /// <summary>Runs a loop until something holds, letting the test's time pass.</summary>
    private async Task RunAsync(WebhookOptions options, Func<Task<bool>> until)
    {
        var lease = new SequencerLease(house.Log, house.Clock, NullLogger<SequencerLease>.Instance);
        Assert.True(await lease.HoldAsync(Cancel));
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        using var loop = new WebhookLoop(house.Calls, Caller(options), new NewNotices(new NoticeMetrics(meters)), lease, new FixedOptions(options), house.Clock, NullLogger<WebhookLoop>.Instance);
        await loop.StartAsync(Cancel);
        while (!await until())
        {
            Cancel.ThrowIfCancellationRequested();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            // Slow enough that a receiver on a busy machine answers within the test's time.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
        await loop.StopAsync(CancellationToken.None);
        await lease.LetGoAsync(Cancel);
    }

    private WebhookCaller Caller(WebhookOptions options)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(WebhookCaller.Client).ConfigurePrimaryHttpMessageHandler(() => WebhookCaller.Handler(options));
        return new(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>(), new FixedOptions(options), house.Clock);
    }

    private WebhookOptions Options(WebhookReceiver first, WebhookReceiver? other = null)
    {
        var options = new WebhookOptions { KeyFile = folder.File("webhooks.key"), CreateKey = true, AllowLoopbackForTests = true, Timeout = TimeSpan.FromSeconds(30), Receivers = { [Agency] = first } };
        if (other is not null)
            options.Receivers[Other] = other;
        return options;
    }

    private Task<IReadOnlyList<CallCount>> CountsAsync() => house.Calls.CountCallsAsync(Cancel);

    private static Func<Task<bool>> Rounds(int count) => () => Task.FromResult(--count < 0);

    private async Task<bool> IsDeliveredAsync() => (await CountsAsync()).Any(count => count.Delivered == 1);

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private Notice Of(string id, string agency) => new()
    {
        Id = id, Cursor = id[^1], Agency = agency, Key = "330100/P-1", Subject = "9133", FromVersion = 1, ToVersion = 2, Change = "withdraw", DecidedAt = house.Clock.GetUtcNow(),
        OpenedAt = house.Clock.GetUtcNow(), Decision = "d-1", Answer = "lookup-1",
    };

    private sealed record Called(string Path, string Id, string Timestamp, string Signature, string Body);

    private sealed class FixedOptions(WebhookOptions options) : IOptionsMonitor<WebhookOptions>
    {
        public WebhookOptions CurrentValue => options;

        public WebhookOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<WebhookOptions, string?> listener) => null;
    }
}
