using System.Net;
using System.Net.Sockets;

namespace CreditShare.Engines.Processes;

internal static class FreePorts
{
    /// <summary>Ports of the loopback address that nobody listens on; all different.</summary>
    public static ushort[] Take(int count)
    {
        // All are held open until the last is found, else the same one would come twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => (ushort)((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
