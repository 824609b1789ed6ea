using System.Net;
using System.Text.RegularExpressions;
using CreditShare.Contracts;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Pages.SigningIn;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using RabbitMQ.Client;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The operator's pages over a real broker: what was set aside is listed, inspected, sent again and discarded, as by the API.</summary>
public sealed partial class QuarantinePageTests(BrokerFixture broker, MongoDbFixture mongo) : IAsyncLifetime
{
    private const string City = "330100";

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly TemporaryFolder keys = new();
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        system = await SeparateServices.StartAsync(broker.Broker, mongo.Engine, Cancel, [City], new Dictionary<string, string> { ["SignIn:KeysFolder"] = keys.Path });
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        keys.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task An_operator_inspects_sends_again_and_discards_with_a_reason_that_stays_in_the_log()
    {
        // A key that the registry does not know: what the city signs by it is set aside.
        File.WriteAllText(Path.Combine(system.CityFolder, $"city-{City}.key"), Convert.ToBase64String(new byte[32]));
        foreach (var n in (int[])[1, 2])
            await system.Bureau(City).PushUntilReceiptAsync(Client.Ndjson(Workload.Records(City, n, 1)), $"push-{n}", Cancel);
        while ((await ListAsync()).Count < 2)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        var id = (await ListAsync())[0];

        using var nobody = Visitor(null);
        using var clerk = Visitor(Role.BureauClerk);
        using var @operator = Visitor(Role.Operator);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(Page("/operator"), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(Page("/operator"), Cancel)).StatusCode);
        var list = await @operator.GetStringAsync(Page("/operator"), Cancel);
        Assert.Contains("fits no known key", list, StringComparison.Ordinal);
        Assert.Contains($"/operator/message?id={id}", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await @operator.GetAsync(Page("/operator/message?id=none"), Cancel)).StatusCode);

        var message = $"/operator/message?id={id}";
        var (refused, said) = await PostAsync(@operator, message, "discard", "");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("缺少理由", said, StringComparison.Ordinal);
        (refused, said) = await PostAsync(@operator, message, "discard", "11010519491231002X");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("身份证号码", said, StringComparison.Ordinal);
        var (done, _) = await PostAsync(@operator, message, "discard", "样例：无效签名");
        Assert.Equal((HttpStatusCode.Redirect, $"/operator?discarded={id}"), (done.StatusCode, done.Headers.Location!.PathAndQuery));
        Assert.DoesNotContain(id, await ListAsync());
        Assert.Equal("operator-1 样例：无效签名", await AwaitLoggedAsync("message.discarded"));
        // Whoever has its page open still is told that it has gone.
        foreach (var handler in (string[])["discard", "redrive"])
        {
            (refused, said) = await PostAsync(@operator, message, handler, "样例：第二次");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.Contains("隔离队列中没有这条消息", said, StringComparison.Ordinal);
        }

        (done, _) = await PostAsync(@operator, $"/operator/message?id={(await ListAsync())[0]}", "redrive", null);
        Assert.Equal((HttpStatusCode.Redirect, "/operator?sent=1"), (done.StatusCode, done.Headers.Location!.PathAndQuery));
        Assert.Equal("operator-1 redriven", await AwaitLoggedAsync("message.redriven"));
        // What stands on no form of ours is refused: the token against forgery is missing.
        using var forged = new FormUrlEncodedContent([new("_handler", "redrive-all")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await @operator.PostAsync(Page("/operator"), forged, Cancel)).StatusCode);
    }

    private static Uri Page(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task An_operator_turns_the_pages_of_a_long_list_and_deals_with_its_last_message()
    {
        using var @operator = Visitor(Role.Operator);
        // The button of a page on which something lay, when nothing does any more.
        var (none, _) = await PostAsync(@operator, "/operator", "redrive-all", null);
        Assert.Equal((HttpStatusCode.Redirect, "/operator?sent=0&stayed=0"), (none.StatusCode, none.Headers.Location!.PathAndQuery));
        var ids = await LaidLetters.LayAsync(broker.Broker, system, City, 203, Cancel);
        await LayUndatedAsync();
        var shown = new List<string>();
        var pages = 0;
        for (var address = "/operator"; address is not null; pages++)
        {
            var page = await @operator.GetStringAsync(Page(address), Cancel);
            Assert.Contains("共 204 条", page, StringComparison.Ordinal);
            shown.AddRange(Inspect().Matches(page).Select(link => link.Groups[1].Value));
            address = NextPage().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }
        Assert.Equal((3, 204), (pages, shown.Count));
        Assert.Equal(ids, shown.Take(ids.Count));
        // What a city laid there, with an instant that no calendar of ours holds.
        var last = await @operator.GetStringAsync(Page($"/operator/message?id={shown[^1]}"), Cancel);
        Assert.Contains($"city.{City}", last, StringComparison.Ordinal);
        Assert.Contains("由城市退回", last, StringComparison.Ordinal);

        var (done, _) = await PostAsync(@operator, $"/operator/message?id={ids[^1]}", "discard", "样例：最后一条");
        Assert.Equal((HttpStatusCode.Redirect, $"/operator?discarded={ids[^1]}"), (done.StatusCode, done.Headers.Location!.PathAndQuery));
        Assert.Equal(HttpStatusCode.NotFound, (await @operator.GetAsync(Page($"/operator/message?id={ids[^1]}"), Cancel)).StatusCode);
    }

    private async Task LayUndatedAsync()
    {
        var account = BrokerAccounts.City(City);
        var factory = new ConnectionFactory { HostName = broker.Broker.Host, Port = broker.Broker.Port, VirtualHost = system.VirtualHost, UserName = account, Password = system.Password(account) };
        await using var connection = await factory.CreateConnectionAsync(Cancel);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        var properties = new BasicProperties { UserId = account, Headers = new Dictionary<string, object?> { ["CreditShare-Quarantine-Id"] = "x", ["CreditShare-Quarantined-At"] = "9999-12-31T23:59:59Z" } };
        await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, properties, "x"u8.ToArray(), Cancel);
    }

    private async Task<(HttpResponseMessage Answer, string Body)> PostAsync(HttpClient visitor, string path, string handler, string? reason)
    {
        // On a page that is not there too: the frame has forms.
        using var page = await visitor.GetAsync(Page(path), Cancel);
        var token = Token().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        List<KeyValuePair<string, string>> fields = [new("__RequestVerificationToken", token), new("_handler", handler)];
        if (reason is not null)
            fields.Add(new("Reason", reason));
        using var form = new FormUrlEncodedContent(fields);
        var answer = await visitor.PostAsync(Page(path), form, Cancel);
        return (answer, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>A browser with a session, sealed by the keys that the service shares: who signs in where is tested with the sign-in.</summary>
    private HttpClient Visitor(Role? role)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        if (role is not null)
        {
            var now = TimeProvider.System.GetUtcNow();
            var seal = DataProtectionProvider.Create(new DirectoryInfo(keys.Path), options => options.SetApplicationName("CreditShare"))
                .CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", Session.Scheme, "v2");
            var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddMinutes(30) };
            properties.Items[".begun"] = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            var session = new TicketDataFormat(seal).Protect(new(role.SignIn("operator-1", City, null), properties, Session.Scheme));
            handler.CookieContainer.Add(system.Registry.Address, new Cookie("creditshare-session", session));
        }
        var visitor = new HttpClient(handler) { BaseAddress = system.Registry.Address };
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        return visitor;
    }

    private async Task<List<string>> ListAsync() =>
        [.. (await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()!)];

    private async Task<string> AwaitLoggedAsync(string kind)
    {
        while (true)
        {
            var (_, found) = await system.Auditor().GetAsync($"/v1/log/entries?kind={kind}", Cancel);
            if (found.GetProperty("items") is var items && items.GetArrayLength() > 0)
                return $"{items[0].GetProperty("entry").GetProperty("actor").GetProperty("account").GetString()} {items[0].GetProperty("entry").GetProperty("reasons")[0].GetString()}";
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/operator/message\\?id=([^\"]+)\"")]
    private static partial Regex Inspect();

    [GeneratedRegex("<a rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextPage();
}
