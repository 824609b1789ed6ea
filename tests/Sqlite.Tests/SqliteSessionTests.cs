namespace CreditShare.Sqlite.Tests;

public sealed class SqliteSessionTests : IAsyncDisposable
{
    private readonly TestFile file = new();
    private readonly SqliteDatabase database;

    public SqliteSessionTests() => database = file.Open("CREATE TABLE cells (id INTEGER PRIMARY KEY, value ANY) STRICT");

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        file.Dispose();
    }

    [Theory]
    [InlineData(7L)]
    [InlineData(1.5)]
    [InlineData("行政处罚")]
    [InlineData("")]
    [InlineData(new byte[] { 0, 255 })]
    [InlineData(null)]
    public async Task A_value_comes_back_as_it_was_put(object? value)
    {
        await database.WriteAsync(session => session.Execute("INSERT INTO cells(value) VALUES (@p0)", value), TestWork.Ct);
        Assert.Equal(value, database.Read(session => session.Scalar<object>("SELECT value FROM cells")));
    }

    [Fact]
    public async Task The_same_text_takes_new_values_of_other_types_each_time()
    {
        await database.WriteAsync(session =>
        {
            foreach (var value in new object?[] { 1L, "two", null, 4L })
                session.Execute("INSERT INTO cells(value) VALUES (@p0)", value);
        }, TestWork.Ct);
        var cells = database.Read(session => session.Query("SELECT value FROM cells ORDER BY id", row => row.GetValue(0)));
        Assert.Equal([1L, "two", DBNull.Value, 4L], cells);
    }

    [Fact]
    public void A_command_is_kept_and_given_again() =>
        Assert.True(database.Read(session => ReferenceEquals(session.Command("SELECT @p0", 1), session.Command("SELECT @p0", 2))));

    [Fact]
    public void Fewer_values_than_before_are_refused_instead_of_taking_the_old_ones() =>
        Assert.Throws<ArgumentException>(() => database.Read(session =>
        {
            session.Scalar<string>("SELECT @p0 || @p1", "a", "b");
            return session.Scalar<string>("SELECT @p0 || @p1", "c");
        }));

    [Fact]
    public void A_value_of_another_type_is_no_silent_default() =>
        Assert.Throws<InvalidCastException>(() => database.Read(session => session.Scalar<int>("SELECT 5")));

    [Theory]
    [InlineData("SELECT NULL")]
    [InlineData("SELECT 1 WHERE 0")]
    [InlineData("SELECT max(id) FROM cells")]
    public void No_value_is_the_default(string sql) => Assert.Equal(0, database.Read(session => session.Scalar<long>(sql)));

    [Fact]
    public async Task Execute_tells_the_rows_changed()
    {
        Assert.Equal(2, await ExecuteAsync("INSERT INTO cells(value) VALUES (1), (2)"));
        Assert.Equal(0, await ExecuteAsync("DELETE FROM cells WHERE value = 9"));
    }

    private Task<int> ExecuteAsync(string sql) => database.WriteAsync(session => session.Execute(sql), TestWork.Ct);
}
