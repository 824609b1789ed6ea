using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.Engines.RabbitMq;

/// <summary>What can be told of a broker from outside.</summary>
internal static class RabbitMqPort
{
    public static async Task<bool> AnswersAsync(ushort port, CancellationToken ct)
    {
        if (!await ListensAsync(port, ct))
            return false;
        try
        {
            await using var connection = await new ConnectionFactory { HostName = "127.0.0.1", Port = port }.CreateConnectionAsync(ct);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    public static async Task<bool> ListensAsync(ushort port, CancellationToken ct)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
