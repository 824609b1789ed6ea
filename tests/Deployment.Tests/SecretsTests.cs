using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Testing;

namespace CreditShare.Deployment.Tests;

/// <summary>What deploy/make-secrets.sh makes is what docker-compose.yml mounts and what the programs read.</summary>
public sealed class SecretsTests(MadeSecrets secrets) : IClassFixture<MadeSecrets>
{
    private JsonElement Definitions => JsonDocument.Parse(secrets.Text("rabbitmq-definitions.json")).RootElement;

    [Fact]
    public void Every_file_mounted_is_made()
    {
        var mounted = Compose.File["secrets"].Members.Select(secret => secret.Value["file"].Text)
            .Concat(Compose.Services.SelectMany(Compose.MountedFiles).Where(file => file.StartsWith("./deploy/secrets/", StringComparison.Ordinal)));
        Assert.All(mounted, file => Assert.True(Path.Exists(secrets.Path(Path.GetFileName(file))), $"Nothing makes {file}."));
    }

    [Fact]
    public void What_is_there_is_never_replaced()
    {
        var before = All().ToDictionary(file => file, File.ReadAllText);
        Assert.Equal(1, secrets.Run("make-secrets.sh").Code);
        Assert.Equal(1, secrets.Run("trial-issuer.sh", "make").Code);
        Assert.Equal(before, All().ToDictionary(file => file, File.ReadAllText));

        string[] All() => Directory.GetFiles(secrets.Folder, "*", SearchOption.AllDirectories);
    }

    [Fact]
    public void A_citys_next_key_is_made_beside_the_one_in_use_and_never_over_another()
    {
        using var own = new MadeSecrets();
        var inUse = own.Text("city-330100/city-330100.key");
        var (code, printed) = own.Run("new-city-key.sh", "330100");
        Assert.Equal((0, own.Text("city-330100/city-330100.next.key.pub")), (code, printed.Trim()));
        Assert.Equal(printed.Trim(), Convert.ToBase64String(Ed25519.PublicKey(Convert.FromBase64String(own.Text("city-330100/city-330100.next.key")))));
        Assert.Equal(inUse, own.Text("city-330100/city-330100.key"));
        Assert.Equal(1, own.Run("new-city-key.sh", "330100").Code);
        Assert.Equal(1, own.Run("new-city-key.sh", "999999").Code);
    }

    [Theory]
    [InlineData("https://log.example.org/exchange")]
    [InlineData("log.example.org")]
    [InlineData("log.example.org/ex change")]
    [InlineData("log.example.org/a+b")]
    public void A_name_that_no_log_can_have_is_refused(string origin)
    {
        var before = Directory.GetFiles(secrets.Folder).Length;
        Assert.Equal(1, secrets.Run("make-secrets.sh", origin).Code);
        Assert.Equal(before, Directory.GetFiles(secrets.Folder).Length);
    }

    [Fact]
    public void The_folder_keeps_others_out_and_a_container_of_any_user_can_read_what_it_is_given()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(secrets.Folder).UnixFileMode);
        Assert.All(
            Compose.File["secrets"].Names,
            name => Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, new FileInfo(secrets.Path(name)).UnixFileMode));
    }

    [Fact]
    public void The_logs_key_is_the_logs()
    {
        Assert.True(SignerKey.TryParse(secrets.Text("log.key"), out var key));
        Assert.Equal((MadeSecrets.Origin, KeyType.Note), (key.Verifier.Name, key.Verifier.Type));
        Assert.Equal(key.Verifier.ToString(), secrets.Text("log.key.pub"));
    }

    [Fact]
    public void A_citys_key_and_its_public_half_belong_together()
    {
        var keys = Directory.GetFiles(secrets.Folder, "city-*.key", SearchOption.AllDirectories);
        Assert.NotEmpty(keys);
        Assert.Equal(keys.Length, keys.Select(File.ReadAllText).Distinct().Count());
        Assert.All(keys, file => Assert.Equal(
            Convert.ToBase64String(Ed25519.PublicKey(Convert.FromBase64String(File.ReadAllText(file).Trim()))), File.ReadAllText(file + ".pub").Trim()));
    }

    [Fact]
    public void The_broker_knows_each_account_by_the_hash_of_its_password()
    {
        var users = Definitions.GetProperty("users").EnumerateArray().ToList();
        Assert.Equal(users.Count, users.Select(user => secrets.Text($"rabbitmq-{Name(user)}.password")).Distinct().Count());
        Assert.All(users, user =>
        {
            var hash = Convert.FromBase64String(user.GetProperty("password_hash").GetString()!);
            var password = Encoding.UTF8.GetBytes(secrets.Text($"rabbitmq-{Name(user)}.password"));
            Assert.Equal("rabbit_password_hashing_sha256", user.GetProperty("hashing_algorithm").GetString());
            Assert.Equal(hash[4..], SHA256.HashData([.. hash[..4], .. password]));
        });

        static string Name(JsonElement user) => user.GetProperty("name").GetString()!;
    }

    [Fact]
    public void A_citys_account_may_write_to_no_other_citys_exchange_and_read_no_other_citys_decisions()
    {
        const string City = "330100";
        Assert.True(May(City, "write", QueueNames.CityExchange(City)));
        Assert.True(May(City, "read", QueueNames.Decisions(City)));
        string[] others = [QueueNames.CityExchange("330400"), QueueNames.Decisions("330400"), QueueNames.Submissions(City), QueueNames.Submissions("330400"), "cityX330100", "amq.default", ""];
        Assert.All(others, name => Assert.All(["configure", "write", "read"], right => Assert.False(May(City, right, name), $"{right} {name}")));
        Assert.False(May(City, "read", QueueNames.CityExchange(City)));
        // It sets aside what came to it, by an exchange that leads into the quarantine and can do nothing else.
        Assert.Equal((true, false, false), (May(City, "write", QueueNames.Returned), May(City, "configure", QueueNames.Returned), May(City, "read", QueueNames.Returned)));
        Assert.All(["configure", "write", "read"], right => Assert.False(May(City, right, QueueNames.Quarantine)));
        Assert.All([$"{QueueNames.Decisions(City)}_error", $"{QueueNames.Decisions(City)}_skipped"], name => Assert.False(May(City, "write", name)));
    }

    private bool May(string city, string right, string name)
    {
        var row = Definitions.GetProperty("permissions").EnumerateArray().Single(row => row.GetProperty("user").GetString() == QueueNames.CityExchange(city));
        return Regex.IsMatch(name, row.GetProperty(right).GetString()!);
    }
}
