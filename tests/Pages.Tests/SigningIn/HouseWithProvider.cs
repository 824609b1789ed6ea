using CreditShare.OpenIdProvider;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>The house with a provider by which people are signed in, to which it shows a secret; without samples.</summary>
public sealed class HouseWithProvider : IAsyncLifetime
{
    private const string Secret = "made-up";

    private readonly TemporaryFolder folder = new();

    public Provider Provider { get; private set; } = null!;

    public StandaloneSystem System { get; private set; } = null!;

    /// <summary>What makes a house sign people in by this provider, as a client without a secret.</summary>
    public static Dictionary<string, string> Settings(Provider provider) => new() { ["SignIn:Authority"] = provider.Address.ToString(), ["SignIn:AllowPlainHttp"] = "true" };

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(folder.File("client.secret"), Secret);
        Provider = await Provider.StartAsync(TestContext.Current.CancellationToken, Secret);
        System = await StandaloneSystem.StartAsync(
            TestContext.Current.CancellationToken, settings: new Dictionary<string, string>(Settings(Provider)) { ["SignIn:ClientSecretFile"] = folder.File("client.secret") });
    }

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        await Provider.DisposeAsync();
        folder.Dispose();
    }
}
