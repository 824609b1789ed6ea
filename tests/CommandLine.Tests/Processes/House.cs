using CreditShare.CommandLine.Tests.Processes;
using CreditShare.Systems;

[assembly: AssemblyFixture(typeof(House))]

namespace CreditShare.CommandLine.Tests.Processes;

/// <summary>The whole house as a process, one for all tests that do not stop it.</summary>
public sealed class House : IAsyncLifetime
{
    private StandaloneSystem? system;

    public StandaloneSystem System => system!;

    public async ValueTask InitializeAsync() => system = await StandaloneSystem.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => system?.DisposeAsync() ?? ValueTask.CompletedTask;
}
