using System.Collections;
using System.Globalization;

namespace CreditShare.Engines.RabbitMq;

/// <summary>What makes a node private: rabbitmq-env.conf(5) and the variables of the Erlang runtime.</summary>
internal static class RabbitMqEnvironment
{
    public static Dictionary<string, string> Of(string folder, ushort port, ushort distributionPort, ushort nameServicePort)
    {
        var files = Path.Combine(folder, "conf");
        Directory.CreateDirectory(files);
        foreach (var (name, text) in new[] { ("env.conf", ""), ("rabbitmq.conf", ""), ("advanced.config", "[].\n"), ("plugins", "[].\n") })
            File.WriteAllText(Path.Combine(files, name), text);
        return new Dictionary<string, string>(Inherited())
        {
            // The cookie that lets rabbitmqctl in lies in HOME.
            ["HOME"] = folder,
            ["LC_ALL"] = "C.UTF-8",
            ["RABBITMQ_NODENAME"] = $"creditshare{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(port),
            ["RABBITMQ_DIST_PORT"] = Text(distributionPort),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(files, "env.conf"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(files, "rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(files, "advanced.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(files, "plugins"),
            // Schedulers that spin while idle would take the processors from the tests.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_PORT"] = Text(nameServicePort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        };
    }

    /// <summary>Variables of an installed broker's operator are made empty, which the broker's scripts read as not set.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Inherited() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("RABBITMQ_", StringComparison.Ordinal)
        select KeyValuePair.Create(name, "");

    private static string Text(ushort port) => port.ToString(CultureInfo.InvariantCulture);
}
