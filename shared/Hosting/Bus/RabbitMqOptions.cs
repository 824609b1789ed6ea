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

    internal string ReadPassword() => File.ReadLines(PasswordFile).First().Trim();

    private string? PasswordFault()
    {
        try
        {
            return string.IsNullOrWhiteSpace(File.ReadLines(PasswordFile).FirstOrDefault()) ? "holds no password on its first line" : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read ({fault.Message})";
        }
    }

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield return "RabbitMq:Host is missing.";
        if (string.IsNullOrWhiteSpace(User))
            yield return "RabbitMq:User is missing.";
        if (string.IsNullOrWhiteSpace(PasswordFile))
            yield return "RabbitMq:PasswordFile is missing; it names the file that holds the password.";
        else if (!File.Exists(PasswordFile))
            yield return $"RabbitMq:PasswordFile: {PasswordFile} does not exist.";
        else if (PasswordFault() is { } fault)
            yield return $"RabbitMq:PasswordFile: {PasswordFile} {fault}.";
    }
}
