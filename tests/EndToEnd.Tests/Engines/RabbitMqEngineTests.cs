using System.Text;
using CreditShare.Engines;
using CreditShare.Engines.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.EndToEnd.Tests.Engines;

/// <summary>The promises that other tests lean on when they kill and freeze the broker.</summary>
public sealed class RabbitMqEngineTests : IAsyncLifetime
{
    private const string Queue = "letters";
    private static readonly TimeSpan NoAnswer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Arrival = TimeSpan.FromMinutes(4);
    private RabbitMqEngine _engine = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await RabbitMqEngine.StartPrivateAsync(Cancel);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_confirmed_message_in_a_quorum_queue_survives_kill_9()
    {
        await using (var connection = await ConnectAsync("/"))
        {
            await PublishAsync(connection, "杭州");
            await _engine.SyncQueueNamesAsync(Cancel);
            await _engine.KillAsync(Cancel);
        }

        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync("/"));
        await _engine.RestartAsync(Cancel);

        await using var again = await ConnectAsync("/");
        Assert.Equal(["杭州"], await TakeAsync(again, 1));
    }

    [Fact]
    public async Task A_frozen_broker_confirms_only_when_it_is_thawed()
    {
        await using var connection = await ConnectAsync("/");
        await PublishAsync(connection, "first");

        await _engine.FreezeAsync(Cancel);
        var second = PublishAsync(connection, "second");
        await Assert.ThrowsAsync<TimeoutException>(() => second.WaitAsync(NoAnswer, Cancel));

        await _engine.ThawAsync(Cancel);
        await second;
        Assert.Equal(["first", "second"], await TakeAsync(connection, 2));
    }

    [Fact]
    public async Task Virtual_hosts_are_apart_and_an_account_may_do_only_what_it_was_given()
    {
        await _engine.CreateVirtualHostAsync("other", Cancel);
        await _engine.CreateUserAsync("other", "city", "secret", new Permissions("", "^city$", ""), Cancel);
        await using (var ours = await ConnectAsync("/"))
            await PublishAsync(ours, "ours");
        await using (var other = await ConnectAsync("other"))
        {
            await PublishAsync(other, "theirs");
            Assert.Equal(["theirs"], await TakeAsync(other, 1));
        }

        var factory = new ConnectionFactory { Uri = _engine.Address("other"), UserName = "city", Password = "secret" };
        await using var city = await factory.CreateConnectionAsync(Cancel);
        var refused = await Assert.ThrowsAsync<OperationInterruptedException>(() => PublishAsync(city, "forged"));
        Assert.Equal(403, refused.ShutdownReason!.ReplyCode);
    }

    [Fact]
    public async Task Nobody_listens_and_no_file_is_left_when_an_engine_has_been_disposed()
    {
        string? folder;
        Uri address;
        await using (var engine = await RabbitMqEngine.StartPrivateAsync(Cancel))
        {
            (folder, address) = (engine.Folder, engine.Address("/"));
            Assert.NotEqual(_engine.Port, engine.Port);
            // A container's files go with it.
            Assert.True(folder is null || Directory.GetFileSystemEntries(folder).Length > 0);
        }

        Assert.False(Directory.Exists(folder));
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => new ConnectionFactory { Uri = address }.CreateConnectionAsync(Cancel));
    }

    private Task<IConnection> ConnectAsync(string virtualHost) =>
        new ConnectionFactory { Uri = _engine.Address(virtualHost) }.CreateConnectionAsync(Cancel);

    /// <summary>Ends when the broker has confirmed it.</summary>
    private static async Task PublishAsync(IConnection connection, string text)
    {
        await using var channel = await OpenAsync(connection);
        await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(text), Cancel);
    }

    private static async Task<string[]> TakeAsync(IConnection connection, int count)
    {
        await using var channel = await OpenAsync(connection);
        var texts = new List<string>();
        var taken = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            texts.Add(Encoding.UTF8.GetString(message.Body.Span));
            if (texts.Count == count)
                taken.SetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer, Cancel);
        await taken.Task.WaitAsync(Arrival, Cancel);
        return [.. texts];
    }

    private static async Task<IChannel> OpenAsync(IConnection connection)
    {
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancel);
        return channel;
    }
}
