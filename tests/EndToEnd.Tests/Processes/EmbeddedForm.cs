using CreditShare.Engines.Fonts;
using CreditShare.Standalone.Development;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>One system for all tests of a class: everything in one process, on SQLite.</summary>
public class EmbeddedForm : IRunningForm, IAsyncLifetime
{
    public StandaloneSystem Running { get; private set; } = null!;

    /// <summary>Whether the samples are in it.</summary>
    protected virtual bool Samples => false;

    /// <summary>What must be there when it starts.</summary>
    protected virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public Client Bureau(string city = Some.City) => Running.Bureau(city);

    public Client Agency(string agency = DevelopmentTokens.UsualAgency) => Running.Agency(agency);

    public Client Auditor() => Running.Auditor();

    public Client StrangerAtIngestion() => Running.Operator();

    public Client StrangerAtQuery() => Running.Operator();

    public OpenStore Open() => CentralStore.Sqlite(Running.StoreFile).Open();

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync(TestContext.Current.CancellationToken);
        Running = await StandaloneSystem.StartAsync(TestContext.Current.CancellationToken, Samples);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Running.DisposeAsync();
    }
}

/// <summary>The same with the samples.</summary>
public sealed class EmbeddedWithSamples : EmbeddedForm
{
    protected override bool Samples => true;
}

/// <summary>The same where there is a font for reports.</summary>
public sealed class EmbeddedWithFont : EmbeddedForm
{
    protected override async Task PrepareAsync(CancellationToken ct) => await ChineseFont.EnsureAsync(ct);
}
