namespace CreditShare.Registry.Tests;

/// <summary>What is promised of a registry on every engine: each test has a house of its own, on the engine of the class that is derived.</summary>
public abstract class HouseContract : IAsyncLifetime
{
    private protected House house = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract House NewHouse();

    public virtual ValueTask InitializeAsync()
    {
        house = NewHouse();
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return house.DisposeAsync();
    }
}
