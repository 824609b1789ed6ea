using System.Net;
using System.Net.Sockets;
using CreditShare.Engines.MongoDb.Wire;
using CreditShare.Engines.Processes;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Engines;

/// <summary>
/// A wire to a MongoDB-compatible server that can be cut at one write: before the server has the command, or after it has done it and before the client
/// hears of it. What a client sees is what it sees when a server dies at that moment. One write can be answered with what only a replica set says.
/// </summary>
public sealed class MongoDbCutter : IAsyncDisposable
{
    private static readonly HashSet<string> WriteCommands = ["insert", "update", "delete", "findAndModify"];

    private readonly MongoUrl server;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;
    private int writes;
    private int builds;
    private Task building = Task.CompletedTask;
    private int cutAt = -1;
    private bool afterwards;
    private BsonDocument? instead;
    private BsonTimestamp? asked;

    /// <param name="address">The server's connection string, of one host.</param>
    public MongoDbCutter(string address)
    {
        server = MongoUrl.Create(address);
        var port = FreePorts.Take(1)[0];
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Address = $"mongodb://127.0.0.1:{port}/?retryWrites=false&directConnection=true";
        accepting = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>Writes seen since <see cref="Watch"/> or <see cref="CutAt"/>.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>Commands seen that make indexes.</summary>
    public int Builds => Volatile.Read(ref builds);

    /// <summary>What the last read asked its server to have before it answers, as a causal session does; null if nothing.</summary>
    public BsonTimestamp? AskedAfter => Volatile.Read(ref asked);

    /// <summary>Commands that make indexes are done when the task ends.</summary>
    public void HoldBuilds(Task until) => Volatile.Write(ref building, until);

    /// <summary>Counts writes from now on, and cuts none.</summary>
    public void Watch() => CutAt(-1, false);

    /// <summary>The <paramref name="write"/>-th write from now on, from 0, loses its connection; <paramref name="done"/> it has been done all the same.</summary>
    public void CutAt(int write, bool done)
    {
        (cutAt, afterwards, instead) = (write, done, null);
        Volatile.Write(ref writes, 0);
    }

    /// <summary>The next write is answered so, and not done.</summary>
    public void AnswerNext(BsonDocument answer)
    {
        CutAt(0, done: false);
        instead = answer;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(ending.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var upstream = new TcpClient())
        {
            try
            {
                await upstream.ConnectAsync(server.Server.Host, server.Server.Port, ending.Token);
                var (near, far) = (client.GetStream(), upstream.GetStream());
                while (await WireMessage.ReadAsync(near, ending.Token) is { } request)
                {
                    var message = WireMessage.Parse(request);
                    if (message.Command == "createIndexes")
                    {
                        Interlocked.Increment(ref builds);
                        await Volatile.Read(ref building).WaitAsync(ending.Token);
                    }
                    if (message.Command == "find")
                        Volatile.Write(ref asked, message.Body.GetValue("readConcern", new BsonDocument()).AsBsonDocument.GetValue("afterClusterTime", null)?.AsBsonTimestamp);
                    var cut = WriteCommands.Contains(message.Command) && Interlocked.Increment(ref writes) - 1 == cutAt;
                    if (cut && instead is { } answered)
                    {
                        await near.WriteAsync(message.Answer(answered.ToBson()), ending.Token);
                        continue;
                    }
                    if (cut && !afterwards)
                        return;
                    await far.WriteAsync(request, ending.Token);
                    var answer = await WireMessage.ReadAsync(far, ending.Token);
                    if (answer is null || cut)
                        return;
                    await near.WriteAsync(answer, ending.Token);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
            {
                // One of the ends has gone.
            }
        }
    }
}
