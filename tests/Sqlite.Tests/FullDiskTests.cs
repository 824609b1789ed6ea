namespace CreditShare.Sqlite.Tests;

public sealed class FullDiskTests : IAsyncDisposable
{
    private readonly TestFile file = new();
    private readonly SqliteDatabase database;
    private readonly string large = new('x', 100_000);

    public FullDiskTests() => database = file.Open();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task A_full_disk_stops_writing_honestly_reading_goes_on_and_room_ends_it()
    {
        await database.AddAsync("kept");
        await SetMostPagesAsync(10);
        await Assert.ThrowsAsync<SqliteUnavailableException>(() => database.AddAsync(large));
        await Assert.ThrowsAsync<SqliteUnavailableException>(() => database.AddAsync(large));
        Assert.Equal(["kept"], database.Notes());

        await SetMostPagesAsync(1_000_000);
        await database.AddAsync(large);
        Assert.Equal(2, database.Count());
    }

    [Fact]
    public async Task All_of_a_group_that_met_the_full_disk_are_told_and_none_is_kept()
    {
        await SetMostPagesAsync(10);
        var held = await database.HoldWriterAsync();
        var group = new[] { "small", large, "small too" }.Select(database.AddAsync).ToList();
        await held.ReleaseAsync();

        foreach (var task in group)
            await Assert.ThrowsAsync<SqliteUnavailableException>(() => task);
        Assert.Empty(database.Notes());
        await database.AddAsync("small");
        Assert.Equal(["small"], database.Notes());
    }

    private Task<int> SetMostPagesAsync(int pages) =>
        database.WriteAsync(session => session.Execute($"PRAGMA max_page_count={pages}"), TestWork.Ct);
}
