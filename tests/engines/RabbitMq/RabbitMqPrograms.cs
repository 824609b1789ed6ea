using CreditShare.Engines.Processes;

namespace CreditShare.Engines.RabbitMq;

/// <summary>Where the broker's programs lie. Debian's wrappers in /usr/sbin insist on the user rabbitmq; those behind them run as anybody.</summary>
internal static class RabbitMqPrograms
{
    private static readonly string[] Folders = ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/usr/local/sbin"];

    /// <returns>The folder that holds rabbitmq-server and rabbitmqctl.</returns>
    /// <exception cref="InvalidOperationException">There is no broker here and none can be installed; says how to get one.</exception>
    public static async Task<string> FindOrInstallAsync(CancellationToken ct)
    {
        if (Find() is null && DebianPackage.CanInstall)
            await DebianPackage.InstallAsync("rabbitmq-server", () => Find() is not null, ct);
        return Find() ?? throw new InvalidOperationException(
            $"No RabbitMQ here: set {RabbitMqEngine.AddressVariable}=amqp://user:password@host:port, or run: sudo apt-get install rabbitmq-server");
    }

    private static string? Find() => Array.Find(Folders, folder => File.Exists(Path.Combine(folder, "rabbitmq-server")));
}
