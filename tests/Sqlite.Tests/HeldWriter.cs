namespace CreditShare.Sqlite.Tests;

/// <summary>A writer that is busy with one piece of work until released.</summary>
internal sealed class HeldWriter(ManualResetEventSlim gate, Task held)
{
    public bool IsBusy => !held.IsCompleted;

    public async Task ReleaseAsync()
    {
        gate.Set();
        await held;
        gate.Dispose();
    }
}
