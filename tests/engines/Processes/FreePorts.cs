using System.Net;
using System.Net.Sockets;

namespace CreditShare.Engines.Processes;

/// <summary>
/// Ports for what a test starts. They lie below those that the system hands out by itself (32768 on Linux), or a client's connection could take one
/// between two starts of a server; each is given once by this process.
/// </summary>
public static class FreePorts
{
    private const int First = 15_000;
    private const int Count = 16_000;

    // Processes begin at different places, so that two test runs seldom meet; where they do, the trial below tells.
    private static int last = Environment.ProcessId * 97 % Count;

    /// <summary>Ports of the loopback address that nobody listens on; all different.</summary>
    public static ushort[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private static ushort Next()
    {
        while (true)
        {
            var port = (ushort)(First + (Interlocked.Increment(ref last) % Count));
            try
            {
                using var trial = new TcpListener(IPAddress.Loopback, port);
                trial.Start();
                return port;
            }
            catch (SocketException)
            {
                // Someone has it.
            }
        }
    }
}
