using CreditShare.Engines;
using CreditShare.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>RabbitMQ's own client and nothing else: 500 records a message, confirmed, 8 in flight, a quorum queue; a consumer that reads, checks and writes them and acknowledges then.</summary>
internal sealed class RawPipe : IAsyncDisposable
{
    private const int RecordsInMessage = 500;
    private const int InFlight = 8;
    private const string Queue = "raw";

    private readonly IRawStore store;
    private readonly IConnection connection;
    private int waiting;
    private TaskCompletionSource written = new();

    private RawPipe(IRawStore store, IConnection connection) => (this.store, this.connection) = (store, connection);

    public static async Task<RawPipe> StartAsync(RabbitMqEngine broker, IRawStore store, CancellationToken ct)
    {
        var host = $"raw-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await broker.CreateVirtualHostAsync(host, ct);
        var pipe = new RawPipe(store, await new ConnectionFactory { Uri = broker.Address(host), ConsumerDispatchConcurrency = (ushort)store.InFlight }.CreateConnectionAsync(ct));
        var channel = await pipe.connection.CreateChannelAsync(cancellationToken: ct);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        await channel.BasicQosAsync(0, InFlight, false, ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            try
            {
                var records = Lines(message.Body.ToArray()).Select(line => RawRecord.Read(line) is var record ? record with { Key = $"{record.Key}-raw" } : null!).ToList();
                await store.WriteAsync(records, ct);
                await channel.BasicAckAsync(message.DeliveryTag, false, ct);
                if (Interlocked.Decrement(ref pipe.waiting) == 0)
                    pipe.written.SetResult();
            }
            catch (Exception fault)
            {
                pipe.written.TrySetException(fault);
            }
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, ct);
        return pipe;
    }

    /// <summary>What is sent: made before the time is taken.</summary>
    public static IReadOnlyList<byte[]> Messages(IReadOnlyList<byte[]> bodies) => [.. bodies.Chunk(RecordsInMessage).Select(records => (byte[])[.. records.SelectMany(body => body.Append((byte)'\n'))])];

    /// <summary>Ends when the last record is durable.</summary>
    public async Task SendAsync(IReadOnlyList<byte[]> messages, CancellationToken ct)
    {
        (waiting, written) = (messages.Count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = ct }, async (message, _) =>
            await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, message, ct));
        await written.Task;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static IEnumerable<byte[]> Lines(byte[] body)
    {
        for (var from = 0; from < body.Length;)
        {
            var end = Array.IndexOf(body, (byte)'\n', from);
            yield return body[from..end];
            from = end + 1;
        }
    }
}
