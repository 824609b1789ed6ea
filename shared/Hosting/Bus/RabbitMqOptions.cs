using CreditShare.Hosting.Settings;

namespace CreditShare.Hosting.Bus;

/// <summary>Section <c>RabbitMq</c>: the broker.</summary>
public sealed class RabbitMqOptions
{
    private const ushort TlsPort = 5671;

    public string Host { get; init; } = "localhost";

    public ushort Port { get; init; } = 5672;

    /// <summary>Whether the connection is encrypted and the broker's certificate checked, by the machine's authorities and for <see cref="Host"/>. By default at port 5671 and no other.</summary>
    public bool? Tls { get; init; }

    public string VirtualHost { get; init; } = "/";

    public string User { get; init; } = "";

    /// <summary>File with the password on its first line.</summary>
    public string PasswordFile { get; init; } = "";

    internal bool UsesTls => Tls ?? Port == TlsPort;

    internal string ReadPassword() => Password(File.ReadAllText(PasswordFile));

    private static string Password(string text) => text.Split('\n')[0].Trim();

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield return "RabbitMq:Host is missing.";
        if (Port == 0)
            yield return "RabbitMq:Port is 0; the broker's is 5672, with TLS 5671.";
        if (Port == TlsPort && Tls == false)
            yield return "RabbitMq:Tls is false at port 5671, which is the one with TLS.";
        if (string.IsNullOrWhiteSpace(VirtualHost))
            yield return "RabbitMq:VirtualHost is missing; the broker's first is /.";
        if (string.IsNullOrWhiteSpace(User))
            yield return "RabbitMq:User is missing.";
        if (string.IsNullOrWhiteSpace(PasswordFile))
            yield return "RabbitMq:PasswordFile is missing; it names the file that holds the password.";
        else if (SettingFile.Fault("RabbitMq:PasswordFile", PasswordFile, text => Password(text).Length > 0, "password on its first line") is { } fault)
            yield return fault;
    }
}
