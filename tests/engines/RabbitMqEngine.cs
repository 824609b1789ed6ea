using CreditShare.Engines.Docker;
using CreditShare.Engines.RabbitMq;

namespace CreditShare.Engines;

/// <summary>
/// A real RabbitMQ broker for tests: the one that <c>CREDITSHARE_TEST_RABBITMQ</c> names (an amqp address; its management plug-in is used to set it
/// up), else a container where a Docker engine answers, else a private node of Debian's rabbitmq-server, installed first if need be and may be. A missing
/// broker is an error, not a skip.
/// </summary>
public sealed class RabbitMqEngine : IAsyncDisposable
{
    public const string AddressVariable = "CREDITSHARE_TEST_RABBITMQ";

    /// <summary>Address of the management plug-in; default: port 15672 of the broker's host.</summary>
    public const string ManagementVariable = "CREDITSHARE_TEST_RABBITMQ_MANAGEMENT";

    private readonly IRabbitMqNode? _node;
    private readonly ManagementApi? _management;

    private RabbitMqEngine(IRabbitMqNode node) => (_node, Port) = (node, node.Port);

    private RabbitMqEngine(Uri broker)
    {
        if (broker.UserInfo.Split(':') is [{ Length: > 0 } user, var password])
            (User, Password) = (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        (Host, Port) = (broker.Host, (ushort)(broker.Port > 0 ? broker.Port : 5672));
        var management = Environment.GetEnvironmentVariable(ManagementVariable) ?? $"http://{Host}:15672";
        _management = new ManagementApi(new Uri(management), User, Password);
    }

    public string Host { get; } = "127.0.0.1";

    public ushort Port { get; }

    /// <summary>An administrator's account.</summary>
    public string User { get; } = "guest";

    public string Password { get; } = "guest";

    /// <summary>Where a private node keeps everything (<c>log/</c> holds the reasons for refused publishes); null in a container and for a broker found by its address.</summary>
    public string? Folder => _node?.Folder;

    /// <summary>Ends when the broker answers. Some seconds; a minute or two where it must be installed first.</summary>
    /// <exception cref="InvalidOperationException">No broker can be had, or it did not start; says what to do.</exception>
    public static async Task<RabbitMqEngine> StartAsync(CancellationToken ct = default) =>
        Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address
            ? new RabbitMqEngine(new Uri(address))
            : await StartPrivateAsync(ct);

    /// <summary>As <see cref="StartAsync"/>, but always one of the caller's own, whatever the environment names: for what kills it, or makes accounts that others have there too.</summary>
    /// <exception cref="InvalidOperationException">As there.</exception>
    public static async Task<RabbitMqEngine> StartPrivateAsync(CancellationToken ct = default) =>
        new(await Container.CanBeHadAsync(ct) ? await RabbitMqContainer.StartNewAsync(ct) : await RabbitMqNode.StartNewAsync(ct));

    /// <summary>For RabbitMQ.Client's <c>ConnectionFactory.Uri</c>, with the administrator's account.</summary>
    public Uri Address(string virtualHost) =>
        new($"amqp://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password)}@{Host}:{Port}/{Uri.EscapeDataString(virtualHost)}");

    /// <summary>A virtual host of one test's own, in which the administrator may do everything.</summary>
    public async Task CreateVirtualHostAsync(string name, CancellationToken ct = default)
    {
        await (_management?.AddVirtualHostAsync(name, ct) ?? Node.ControlAsync(["add_vhost", name], ct));
        await AllowAsync(name, User, Permissions.All, ct);
    }

    /// <summary>An account without tags that may do in this virtual host what the permissions say, and nothing elsewhere.</summary>
    public async Task CreateUserAsync(string virtualHost, string user, string password, Permissions permissions, CancellationToken ct = default)
    {
        await (_management?.AddUserAsync(user, password, ct) ?? Node.ControlAsync(["add_user", user, password], ct));
        await AllowAsync(virtualHost, user, permissions, ct);
    }

    /// <summary>Accounts, permissions and virtual hosts from a definitions file, as a broker that boots with it has them. Only a private node.</summary>
    public Task ImportDefinitionsAsync(string file, CancellationToken ct = default) => _management?.ImportDefinitionsAsync(file, ct) ?? Node.ImportDefinitionsAsync(file, ct);

    /// <summary>
    /// Ends when the names of all queues are on disk. The broker writes a quorum queue's name up to half a second after it has answered the declaration
    /// (seen with 3.10.8); killed before that, the queue comes back without a leader and stays so, with every confirmed message in it. Call this
    /// between declaring and killing. Only a private node.
    /// </summary>
    public Task SyncQueueNamesAsync(CancellationToken ct = default) =>
        Node.ControlAsync(["eval", "[ok = dets:sync(Table) || Table <- dets:all()]."], ct);

    /// <summary>The queues of a virtual host, for people to read: messages that wait, messages that a consumer has, consumers, state.</summary>
    public Task<string> DescribeQueuesAsync(string virtualHost, CancellationToken ct = default) =>
        _management?.QueuesAsync(virtualHost, ct)
        ?? Node.ControlAsync(["--quiet", "list_queues", "-p", virtualHost, "name", "messages_ready", "messages_unacknowledged", "consumers", "state"], ct);

    /// <summary>kill -9; messages confirmed by a queue of <see cref="SyncQueueNamesAsync"/> must survive it. Only a private node.</summary>
    public Task KillAsync(CancellationToken ct = default) => Node.KillAsync(ct);

    /// <summary>Starts it again, on the same port with the same data; kills it first if it runs. Ends when it answers. Only a private node.</summary>
    public async Task RestartAsync(CancellationToken ct = default)
    {
        if (Node.Runs)
            await Node.KillAsync(ct);
        await Node.StartAsync(ct);
    }

    /// <summary>Connections stay open and nothing answers. Only a private node.</summary>
    public Task FreezeAsync(CancellationToken ct = default) => Node.FreezeAsync(ct);

    public Task ThawAsync(CancellationToken ct = default) => Node.ThawAsync(ct);

    /// <summary>Ends and deletes what was started here; a broker found by its address is left as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        _management?.Dispose();
        if (_node is not null)
            await _node.DisposeAsync();
    }

    private Task AllowAsync(string virtualHost, string user, Permissions may, CancellationToken ct) =>
        _management?.SetPermissionsAsync(virtualHost, user, may, ct)
        ?? Node.ControlAsync(["set_permissions", "-p", virtualHost, user, may.Configure, may.Write, may.Read], ct);

    private IRabbitMqNode Node => _node ?? throw new InvalidOperationException($"The broker of {AddressVariable} was not started here and is not to be killed or frozen.");
}
