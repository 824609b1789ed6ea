using System.Net;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Over RabbitMQ, on MongoDB.</summary>
[Collection(typeof(SharedOnMongoDb))]
public sealed class ObjectionsAcrossServicesOnMongoDbTests(SeparateOnMongoDb form) : ObjectionsAcrossServicesContract(form);

/// <summary>Over RabbitMQ, on SQLite.</summary>
[Collection(typeof(SharedOnSqlite))]
public sealed class ObjectionsAcrossServicesOnSqliteTests(SeparateOnSqlite form) : ObjectionsAcrossServicesContract(form);

/// <summary>An objection in the production form: filed at one process, marked by another, and told by it over the bus to the city's, whose settlement comes back the same way.</summary>
public abstract class ObjectionsAcrossServicesContract(SeparateForm form) : IDisposable
{
    private const string City = "341000";
    private const string Grounds = "处罚对象不是我单位。";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly CreditRecord Record = Workload.Records(City, 3001, 1).Single();

    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    private static string Subject => $"/v1/subjects/{Record.Subject!.Code}";

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        limit.Dispose();
    }

    [Fact]
    public async Task An_objection_filed_at_the_query_service_marks_the_record_reaches_its_own_city_alone_and_is_settled_by_it()
    {
        await DecideAsync(Record);
        Assert.False(await IsDisputedAsync());
        var (status, filed) = await form.Running.Representative(Record.Subject!.Code!)
            .PostAsync($"{Subject}/objections", new { key = $"{City}/{Record.SourceId}", grounds = Grounds, contact = "0571-88880000" }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var id = filed.GetProperty("id").GetString();

        JsonElement row;
        while ((row = (await ListAsync(City)).FirstOrDefault(one => one.GetProperty("id").GetString() == id)).ValueKind == JsonValueKind.Undefined)
            await Task.Delay(Between, TimeProvider.System, Cancel);
        Assert.Equal((Record.SourceId, Record.Subject.Code, Grounds), (row.GetProperty("sourceId").GetString(), row.GetProperty("subject").GetString(), row.GetProperty("grounds").GetString()));
        Assert.Empty(await ListAsync("330100"));
        // The city is told once the record is marked.
        Assert.True(await IsDisputedAsync());
        Assert.Equal("open", await StateAsync());

        await DecideAsync(Record with { Change = ChangeKind.Resolve, ChangeReason = "经核查，处罚决定无误，异议不成立。", Resolution = new() { Result = ResolutionResult.Rejected } });
        Assert.False(await IsDisputedAsync());
        Assert.Equal("settled", await StateAsync());
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string city)
    {
        var (status, list) = await form.Bureau(city).GetAsync("/v1/objections", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. list.GetProperty("items").EnumerateArray()];
    }

    private async Task<bool> IsDisputedAsync()
    {
        var (_, answer) = await form.Running.Agency().GetAsync($"{Subject}/records?purpose=licensing&caseNumber=CASE-1", Cancel);
        return Assert.Single(answer.GetProperty("records").EnumerateArray()).GetProperty("disputed").GetBoolean();
    }

    /// <summary>What became of it, as its subject sees it.</summary>
    private async Task<string?> StateAsync()
    {
        var (_, page) = await form.Running.Representative(Record.Subject!.Code!).GetAsync($"{Subject}/objections", Cancel);
        return Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("state").GetString();
    }

    private async Task DecideAsync(CreditRecord record)
    {
        var bureau = form.Bureau(City);
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([record]), Cancel);
        var decided = await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        Assert.Equal(1, decided.GetProperty("counts").GetProperty("accepted").GetInt32());
    }
}
