namespace CreditShare.Storage;

/// <summary>A store made for one task and thrown away.</summary>
/// <param name="Records">To write to.</param>
/// <param name="Contents">The same, to read all of it.</param>
/// <param name="Store">To be disposed of.</param>
public sealed record ScratchStore(IRecordStore Records, IStoreContents Contents, IAsyncDisposable Store) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
