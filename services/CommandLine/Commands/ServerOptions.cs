using System.CommandLine;
using CreditShare.CommandLine.Files;
using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Commands;

/// <summary>Which Ingestion, with which token. A token is never an argument: arguments are seen by everybody on the machine.</summary>
internal sealed class ServerOptions
{
    public const string AddressVariable = "CREDITSHARE_ADDRESS";
    public const string TokenVariable = "CREDITSHARE_TOKEN";

    private readonly Option<string?> address = new("--address") { Description = $"接口地址 / address of the Ingestion, such as https://ingestion.example.org; else the variable {AddressVariable}." };
    private readonly Option<FileInfo?> token = new("--token-file") { Description = $"令牌文件 / file with the bearer token, read again when it is refused; else the variable {TokenVariable}." };
    private readonly Option<double> retryFor = new("--retry-for")
    {
        Description = "服务器不可用时重试的秒数 / seconds for which a call is tried again while the server is away or busy; 0: not at all.", DefaultValueFactory = _ => 60,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "输出 JSON / one JSON document on standard output." };

    /// <param name="command">Gets the options.</param>
    /// <param name="json">False where the command's output is a document anyway.</param>
    public void AddTo(Command command, bool json = true)
    {
        command.Add(address);
        command.Add(token);
        command.Add(retryFor);
        if (json)
            command.Add(Json);
    }

    /// <param name="result">The parsed call.</param>
    /// <param name="most">Bound of what the caller says; for one who tries again by himself.</param>
    /// <exception cref="FileFault">Address or token is missing or unreadable.</exception>
    public IngestionClient Open(ParseResult result, double most = 86_400) =>
        new(Address(result), Token(result), TimeSpan.FromSeconds(Math.Clamp(result.GetValue(retryFor), 0, most)), TimeProvider.System);

    private Uri Address(ParseResult result)
    {
        var text = result.GetValue(address) ?? Environment.GetEnvironmentVariable(AddressVariable);
        if (string.IsNullOrWhiteSpace(text))
            throw new FileFault($"没有接口地址，请用 --address 或环境变量 {AddressVariable}。", $"No address: give --address or set {AddressVariable}.");
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" } ? uri
            : throw new FileFault($"“{text}”不是接口地址，应如 https://ingestion.example.org。", $"'{text}' is no address; it looks like https://ingestion.example.org.");
    }

    private TokenSource Token(ParseResult result)
    {
        try
        {
            var source = result.GetValue(token) is { } file ? TokenSource.OfFile(file.FullName) : TokenSource.OfText(Environment.GetEnvironmentVariable(TokenVariable) ?? "");
            return source.Text.Length > 0 ? source
                : throw new FileFault($"没有令牌，请用 --token-file 或环境变量 {TokenVariable}。", $"No token: give --token-file or set {TokenVariable}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileFault($"无法读取令牌文件：{fault.Message}", $"The token's file cannot be read: {fault.Message}");
        }
    }
}
