using System.Text;
using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.DeadLetters;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using RabbitMQ.Client;

namespace CreditShare.Registry.Tests.DeadLetters;

/// <summary>What an operator may do with messages that somebody else laid into quarantine, on a real broker.</summary>
public sealed class DeadLetterOfficeTests(QuarantineBroker shared) : IClassFixture<QuarantineBroker>, IAsyncLifetime
{
    private const string Marker = "written-by-the-sender";
    private const string IdentityNumber = "330102199001011234";

    private readonly TemporaryFolder folder = new();
    private SqliteStore store = null!;
    private SqliteLogStore log = null!;
    private DeadLetterQueue queue = null!;
    private DeadLetterOffice office = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await shared.EmptyAsync(Cancel);
        store = new SqliteStore(folder.File("registry.db"));
        log = new SqliteLogStore(store);
        queue = new DeadLetterQueue(shared.Registry, TimeProvider.System);
        office = new DeadLetterOffice(queue, log, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Whatever_a_sender_writes_into_its_properties_each_message_is_listed_sent_again_or_thrown_away()
    {
        const int Count = 120;
        var random = new Random(20261126);
        await LayAsync([.. Enumerable.Range(0, Count).Select(n => (Strange(random, withAccount: n % 4 > 0), $"{n}"))]);

        var listed = await office.ListAsync(null, Count, Cancel);
        Assert.Equal((Count, Count, null), (listed.Total, listed.Items.Select(letter => letter.Id).Distinct().Count(), listed.Next));
        Assert.All(listed.Items, letter => Assert.True(DeadLetter.IsPlace(letter.Place), letter.Place));
        Assert.All(listed.Items, letter => Assert.Equal(DeadLetter.Returned, letter.Fault));
        Assert.All(listed.Items, letter => Assert.InRange(letter.Redriven, 0, 1_000_000));
        Assert.All(listed.Items, letter => Assert.True(letter.Reason is not { Length: > QuarantineHeaders.LongestReason } && letter.AgeSeconds is not < 0));

        var sent = await office.RedriveAsync("operator", null, Cancel);
        Assert.Equal((Count * 3 / 4, Count / 4, 0), (sent.Done.Count, sent.Stayed.Count, sent.Unknown.Count));
        var thrown = await office.DiscardAsync("operator", sent.Stayed, "sample", Cancel);
        Assert.Equal((Count / 4, 0), (thrown.Done.Count, thrown.Stayed.Count + thrown.Unknown.Count));
        Assert.Equal(0, (await office.ListAsync(null, 1, Cancel)).Total);

        Assert.Equal(Count, await CountEntriesAsync());
        await foreach (var message in TakeAllAsync(QueueNames.Decisions(Some.City)))
        {
            Assert.Equal([QuarantineHeaders.Queue, QuarantineHeaders.Redriven], message.BasicProperties.Headers!.Keys.Where(name => !name.StartsWith("x-", StringComparison.Ordinal)).Order());
            Assert.Equal(QueueNames.Decisions(Some.City), QuarantineHeaders.TextOf(message.BasicProperties.Headers, QuarantineHeaders.Queue));
        }
    }

    [Fact]
    public async Task Of_two_messages_alike_to_the_last_byte_each_is_thrown_away_by_an_entry_of_its_own()
    {
        var properties = Strange(new Random(1), withAccount: true);
        await LayAsync([(properties, "alike"), (properties, "alike")]);
        var id = Assert.Single((await office.ListAsync(null, 10, Cancel)).Items.Select(letter => letter.Id).Distinct());
        foreach (var left in new[] { 1, 0 })
        {
            Assert.Equal([id], (await office.DiscardAsync("operator", [id], "sample", Cancel)).Done);
            Assert.Equal(left, (await office.ListAsync(null, 10, Cancel)).Total);
        }
        Assert.Equal([id], (await office.DiscardAsync("operator", [id], "sample", Cancel)).Unknown);
        Assert.Equal(2, await CountEntriesAsync());
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_goes_on_behind_its_place_though_that_message_is_gone()
    {
        await LayAsync([.. Enumerable.Range(0, 230).Select(n => (Strange(new Random(n), withAccount: true), $"{n}"))]);
        var whole = (await office.ListAsync(null, 500, Cancel)).Items.Select(letter => letter.Id).ToList();
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await office.ListAsync(after, 60, Cancel);
            paged.AddRange(page.Items.Select(letter => letter.Id));
            await office.DiscardAsync("operator", [page.Items[^1].Id], "sample", Cancel);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(230, whole.Count);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Of_a_long_queue_the_first_part_is_listed_and_the_rest_when_that_has_been_dealt_with()
    {
        await LayAsync([.. Enumerable.Range(0, 130).Select(n => (Strange(new Random(n), withAccount: true), $"{n}"))]);
        using var brief = new DeadLetterQueue(shared.Registry, TimeProvider.System, mostRead: 70);
        var first = await brief.ListAsync(null, 500, Cancel);
        Assert.Equal((130, 70, 70), (first.Total, first.Read, first.Items.Count));
        // Nothing that was looked at is held back from who looks next.
        Assert.Equal(130, (await office.ListAsync(null, 500, Cancel)).Read);
        await office.DiscardAsync("operator", [.. first.Items.Select(letter => letter.Id)], "sample", Cancel);
        var rest = await brief.ListAsync(null, 500, Cancel);
        Assert.Equal((60, 60), (rest.Total, rest.Read));
        Assert.Empty(rest.Items.Select(letter => letter.Id).Intersect(first.Items.Select(letter => letter.Id)));
    }

    private async Task LayAsync(IReadOnlyList<(BasicProperties Properties, string Body)> messages)
    {
        await using var channel = await shared.City.OpenChannelAsync(Cancel);
        foreach (var (properties, body) in messages)
            await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body), Cancel);
    }

    private async Task<int> CountEntriesAsync()
    {
        var waiting = await log.ReadWaitingAsync(0, 1000, Cancel);
        Assert.All(waiting, entry =>
        {
            var text = Encoding.UTF8.GetString(entry.Stored.Bytes);
            Assert.DoesNotContain(Marker, text, StringComparison.Ordinal);
            Assert.DoesNotContain(IdentityNumber, text, StringComparison.Ordinal);
        });
        return waiting.Count;
    }

    private async IAsyncEnumerable<BasicGetResult> TakeAllAsync(string from)
    {
        await using var channel = await shared.Registry.OpenChannelAsync(Cancel);
        while (await channel.BasicGetAsync(from, autoAck: true, Cancel) is { } message)
            yield return message;
    }

    private static BasicProperties Strange(Random random, bool withAccount)
    {
        string[] names =
        [
            QuarantineHeaders.Id, QuarantineHeaders.Reason, QuarantineHeaders.ReasonZh, QuarantineHeaders.Fault, QuarantineHeaders.Queue, QuarantineHeaders.Sender, QuarantineHeaders.At,
            QuarantineHeaders.Redriven, "MT-Host-MachineName", "CC", new string('n', 255),
        ];
        var properties = new BasicProperties
        {
            UserId = withAccount ? BrokerAccounts.City(Some.City) : null, MessageId = random.Next(2) == 0 ? new string('杭', 85) : Marker, CorrelationId = new string('x', 255),
            ContentType = random.Next(2) == 0 ? Marker : "application/vnd.masstransit+json", Headers = new Dictionary<string, object?>(),
        };
        foreach (var name in names.Where(_ => random.Next(3) > 0))
            properties.Headers[name] = name == "CC" ? new List<object?> { QueueNames.Decisions("341000") } : Value(random);
        return properties;
    }

    private static object? Value(Random random) => random.Next(14) switch
    {
        0 => "",
        1 => Marker,
        2 => $"身份证{IdentityNumber}",
        3 => new string('长', 5_000),
        4 => int.MaxValue,
        5 => int.MinValue,
        6 => long.MaxValue,
        7 => true,
        8 => null,
        9 => new List<object?> { Marker, 1, new List<object?> { Marker } },
        10 => new Dictionary<string, object?> { [Marker] = Marker },
        11 => "9999-12-31T23:59:59Z",
        12 => "0001-01-01T00:00:00Z",
        _ => new byte[] { 0xFF, 0xFE, 0x00, 0xC0 },
    };
}
