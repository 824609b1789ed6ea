using CreditShare.Engines;
using MassTransit;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>What most would write first: MassTransit as it comes, a message a record, published and awaited in turn of eight, an insert a message.</summary>
internal sealed class TemplatePipe : IAsyncDisposable
{
    private const int InFlight = 8;

    private readonly IBusControl bus;
    private int waiting;
    private TaskCompletionSource written = new();

    private TemplatePipe(RabbitMqEngine broker, string host, IRawStore store) => bus = Bus.Factory.CreateUsingRabbitMq(made =>
    {
        made.Host(broker.Host, broker.Port, host, account =>
        {
            account.Username(broker.User);
            account.Password(broker.Password);
        });
        made.ReceiveEndpoint("template", endpoint =>
        {
            endpoint.SetQuorumQueue();
            // One writer, as an embedded store has; a server takes as many as come.
            if (store.InFlight == 1)
                endpoint.ConcurrentMessageLimit = 1;
            endpoint.Handler<TemplateRecord>(async context =>
            {
                var record = RawRecord.Read(context.Message.Body);
                await store.InsertAsync(record with { Key = $"{record.Key}-template" }, context.CancellationToken);
                if (Interlocked.Decrement(ref waiting) == 0)
                    written.TrySetResult();
            });
        });
    });

    public static async Task<TemplatePipe> StartAsync(RabbitMqEngine broker, IRawStore store, CancellationToken ct)
    {
        var host = $"template-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await broker.CreateVirtualHostAsync(host, ct);
        var pipe = new TemplatePipe(broker, host, store);
        await pipe.bus.StartAsync(ct);
        return pipe;
    }

    /// <summary>Ends when the last record is durable.</summary>
    public async Task SendAsync(IReadOnlyList<byte[]> bodies, CancellationToken ct)
    {
        (waiting, written) = (bodies.Count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = ct }, async (body, _) => await bus.Publish(new TemplateRecord(body), ct));
        await written.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync() => await bus.StopAsync();
}

/// <summary>A record as the usual template sends it.</summary>
public sealed record TemplateRecord(byte[] Body);
