using System.Net;
using System.Net.Sockets;
using CreditShare.Engines.Processes;
using MongoDB.Bson;
using Npgsql;

namespace CreditShare.Engines.MongoDb.Wire;

/// <summary>
/// MongoDB's wire protocol in front of DocumentDB, which Debian ships without one. Test equipment: no authentication, no sessions, no transactions, no change
/// streams; on the loopback address only. A client whose command cannot reach the server loses its connection, as it would with a mongod that died.
/// </summary>
internal sealed class DocumentDbGateway : IAsyncDisposable
{
    private readonly DocumentDbCommands commands;
    private readonly CancellationTokenSource ending = new();
    private readonly TcpListener listener;
    private readonly Task accepting;

    public DocumentDbGateway(NpgsqlDataSource server, ushort? port = null)
    {
        commands = new DocumentDbCommands(server);
        Port = port ?? FreePorts.Take(1)[0];
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public ushort Port { get; }

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
        {
            client.NoDelay = true;
            try
            {
                var stream = client.GetStream();
                while (await WireMessage.ReadAsync(stream, ending.Token) is { } bytes)
                {
                    var message = WireMessage.Parse(bytes);
                    var answer = await commands.RunAsync(message, ending.Token);
                    if (!message.Unanswered)
                        await stream.WriteAsync(message.Answer(answer), ending.Token);
                }
            }
            catch (Exception fault) when (fault is IOException or NpgsqlException or OperationCanceledException or SocketException)
            {
                // The client has gone, the server has, or we are: the connection ends.
            }
        }
    }
}
