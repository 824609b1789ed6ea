using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Section <c>MongoDb</c>: the central store's server.</summary>
public sealed class MongoDbOptions
{
    /// <summary>Its name in the configuration.</summary>
    public const string Section = "MongoDb";

    /// <summary>
    /// <c>mongodb://host:port,…/?replicaSet=…</c>; hosts, replica set and TLS, no password. What the promises rest on (write concern, journal, read concern) is
    /// set by the program and not read from here.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The database, for this registry alone. 1 to 63 letters, digits, dashes and underscores.</summary>
    public string Database { get; set; } = "creditshare";

    /// <summary>Account in the database named by <see cref="AuthDatabase"/>; empty where the server asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>File with the account's password on its first line.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Database that knows the account; default <c>admin</c>.</summary>
    public string AuthDatabase { get; set; } = "admin";

    /// <summary>
    /// Longest time that one call of the store waits for each of these: a server to be found, a free connection, a new one to be made, the answer. Then callers hear that the store is unavailable; where the driver asks once more,
    /// because the connection was lost, after twice as long at most. 1 s to 2 min; default 10 s. Longer: rides out a longer election, but callers wait longer for their 503. Building indexes at start is not bound by it.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            yield return "MongoDb:ConnectionString is missing; it names the server, such as mongodb://localhost:27017/?replicaSet=rs0.";
        else if (Url() is not { } url)
            yield return "MongoDb:ConnectionString cannot be read; it must look like mongodb://host:port/?replicaSet=name.";
        else if (url.Password is not null)
            yield return "MongoDb:ConnectionString holds a password; put it into the file that MongoDb:PasswordFile names.";
        if (Database.Length is 0 or > 63 || !Database.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            yield return $"MongoDb:Database is '{Database}'; it must have 1 to 63 letters, digits, dashes and underscores.";
        if (string.IsNullOrWhiteSpace(User) != string.IsNullOrWhiteSpace(PasswordFile))
            yield return "MongoDb: set both MongoDb:User and MongoDb:PasswordFile, or neither.";
        if (!string.IsNullOrWhiteSpace(PasswordFile) && !File.Exists(PasswordFile))
            yield return $"MongoDb:PasswordFile: {PasswordFile} does not exist.";
        else if (!string.IsNullOrWhiteSpace(PasswordFile) && PasswordFault() is { } fault)
            yield return $"MongoDb:PasswordFile: {PasswordFile} {fault}.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2))
            yield return $"MongoDb:Timeout is {Timeout}; it must lie between 1 s and 2 min.";
    }

    /// <summary>The driver's settings, with the promises in them.</summary>
    internal MongoClientSettings ToSettings()
    {
        var settings = MongoClientSettings.FromUrl(Url()!);
        if (User.Length > 0)
            settings.Credential = MongoCredential.CreateCredential(AuthDatabase, User, ReadPassword());
        settings.ApplicationName = "creditshare";
        settings.ServerSelectionTimeout = Timeout;
        settings.WaitQueueTimeout = Timeout;
        settings.ConnectTimeout = Timeout;
        settings.SocketTimeout = Timeout;
        settings.ReadPreference = ReadPreference.Primary;
        settings.ReadConcern = ReadConcern.Majority;
        // The default is w:1 where a set has an arbiter, so it is never relied upon.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        return settings;
    }

    private string ReadPassword() => File.ReadLines(PasswordFile).FirstOrDefault("").Trim();

    private string? PasswordFault()
    {
        try
        {
            return ReadPassword().Length == 0 ? "holds no password on its first line" : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read ({fault.Message})";
        }
    }

    private MongoUrl? Url()
    {
        try
        {
            return MongoUrl.Create(ConnectionString);
        }
        catch (MongoConfigurationException)
        {
            return null;
        }
    }
}
