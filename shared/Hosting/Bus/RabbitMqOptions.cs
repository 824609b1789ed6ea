using CreditShare.Hosting.Settings;

namespace CreditShare.Hosting.Bus;

/// <summary>Section <c>RabbitMq</c>: the broker.</summary>
public sealed class RabbitMqOptions
{
    public string Host { get; init; } = "localhost";

    public ushort Port { get; init; } = 5672;

    public string VirtualHost { get; init; } = "/";

    public string User { get; init; } = "";

    /// <summary>File with the password on its first line.</summary>
    public string PasswordFile { get; init; } = "";

    internal string ReadPassword() => Password(File.ReadAllText(PasswordFile));

    private static string Password(string text) => text.Split('\n')[0].Trim();

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield return "RabbitMq:Host is missing.";
        if (string.IsNullOrWhiteSpace(User))
            yield return "RabbitMq:User is missing.";
        if (string.IsNullOrWhiteSpace(PasswordFile))
            yield return "RabbitMq:PasswordFile is missing; it names the file that holds the password.";
        else if (SettingFile.Fault("RabbitMq:PasswordFile", PasswordFile, text => Password(text).Length > 0, "password on its first line") is { } fault)
            yield return fault;
    }
}
