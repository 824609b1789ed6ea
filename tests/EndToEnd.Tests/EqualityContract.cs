using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Storage;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Everything in one process, on SQLite.</summary>
public sealed class EqualityEmbeddedTests(EmbeddedWithSamples form) : EqualityContract(form), IClassFixture<EmbeddedWithSamples>
{
    [Fact]
    public async Task A_comparison_asked_for_while_records_wait_goes_on_after_a_kill()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var bureau = system.Bureau();
        await bureau.PushAsync(Client.Ndjson(Enumerable.Range(1, 1500).Select(n => Some.Penalty(n))), Cancel);
        var (_, begun) = await bureau.PostAsync("/v1/equality", new { }, Cancel);
        await system.Process.KillAsync();
        await system.Process.StartAsync(Cancel);
        var ended = await EndedAsync(bureau, begun.GetProperty("id").GetString()!);
        Assert.Equal(("equal", 1500), (ended.GetProperty("state").GetString(), ended.GetProperty("records").GetInt32()));
    }
}

/// <summary>Four processes over RabbitMQ, on MongoDB.</summary>
[Collection(typeof(SharedOnMongoDb))]
public sealed class EqualitySeparateOnMongoDbTests(SeparateOnMongoDb form) : EqualityContract(form);

/// <summary>The same processes, on SQLite.</summary>
[Collection(typeof(SharedOnSqlite))]
public sealed class EqualitySeparateOnSqliteTests(SeparateOnSqlite form) : EqualityContract(form);

/// <summary>A city proves that the registry holds exactly what it sent, and finds each record of which that is not so, in either form.</summary>
public abstract class EqualityContract(IRunningForm system) : IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    protected CancellationToken Cancel => limit.Token;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        limit.Dispose();
    }

    [Fact]
    public async Task What_is_held_as_sent_is_equal_and_one_record_altered_one_gone_and_one_put_there_are_named()
    {
        var bureau = system.Bureau();
        await PushAsync(bureau, [.. Enumerable.Range(1, 60).Select(n => Some.Penalty(n + 5000)), Some.Honour(5100), Some.Listing(5101)]);
        // What ends a record leaves its fact out, is sent twice, and comes back under no other id.
        var withdrawal = new CreditRecord { SourceId = "P-5001", Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" };
        var repair = new CreditRecord
        {
            SourceId = "P-5002", Change = ChangeKind.Repair, Authority = Some.Authority, Repair = new() { DutyMetOn = new DateOnly(2026, 7, 1), Evidence = "样例-1", Commitment = "样例-2" },
        };
        await PushAsync(bureau, [withdrawal, repair, Some.Penalty(5003) with { Change = ChangeKind.Correct, ChangeReason = "样例", Note = "更正" }, Some.Penalty(5004), Some.Penalty(5005) with { SourceId = "P-OTHER" }]);

        var equal = await CompareAsync(bureau);
        Assert.True(equal.GetProperty("state").GetString() == "equal", equal.GetRawText());
        Assert.True(equal.GetProperty("records").GetInt32() >= 62);
        await AssertLoggedAsync(system.Auditor(), equal, "equal");

        await using (var store = system.Open())
        {
            await TamperAsync(store, Some.Subject(5010).Code!, profile => With(profile, profile.Records[0].Record with { Penalty = profile.Records[0].Record.Penalty! with { Fine = 1m } }));
            await TamperAsync(store, Some.Subject(5011).Code!, profile => profile.Without(new(Some.City, "P-5011"), profile.KnownAt));
            await TamperAsync(store, Some.Subject(5999).Code!, profile => With(profile, Some.Penalty(5999)));
        }
        var different = await CompareAsync(bureau);
        Assert.True(different.GetProperty("state").GetString() == "different", different.GetRawText());
        Assert.Equal(
            ["different P-5010", "extra P-5999", "missing P-5011"],
            different.GetProperty("differences").EnumerateArray().Select(one => $"{one.GetProperty("what").GetString()} {one.GetProperty("sourceId").GetString()}").Order());
        Assert.All(different.GetProperty("differences").EnumerateArray(), one => Assert.Equal(("GEN-03", "2026-06-01"), (one.GetProperty("item").GetString(), one.GetProperty("day").GetString())));
        await AssertLoggedAsync(system.Auditor(), different, "different");

        var (listed, list) = await bureau.GetAsync("/v1/equality", Cancel);
        Assert.Equal((HttpStatusCode.OK, "different"), (listed, list.GetProperty("items")[0].GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await bureau.GetAsync("/v1/equality/unknown", Cancel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.StrangerAtIngestion().PostAsync("/v1/equality", new { }, Cancel)).Status);
    }

    private async Task PushAsync(Client bureau, IReadOnlyList<CreditRecord> records)
    {
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
    }

    private async Task<JsonElement> CompareAsync(Client bureau)
    {
        var (status, begun) = await bureau.PostAsync("/v1/equality", new { }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return await EndedAsync(bureau, begun.GetProperty("id").GetString()!);
    }

    private protected async Task<JsonElement> EndedAsync(Client bureau, string id)
    {
        while (true)
        {
            var (_, found) = await bureau.GetAsync($"/v1/equality/{id}", Cancel);
            if (found.GetProperty("state").GetString() != "comparing")
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private async Task AssertLoggedAsync(Client auditor, JsonElement comparison, string outcome)
    {
        JsonElement filed;
        while ((filed = (await auditor.GetAsync($"/v1/log/entries/{comparison.GetProperty("logEntry").GetString()}", Cancel)).Body).ValueKind != JsonValueKind.Object || !filed.TryGetProperty("entry", out _))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        var entry = filed.GetProperty("entry");
        Assert.Equal(("holdings.compared", outcome), (entry.GetProperty("kind").GetString(), entry.GetProperty("outcome").GetString()));
        Assert.Equal(outcome == "equal", entry.GetProperty("detail").GetProperty("sentDigest").GetString() == entry.GetProperty("detail").GetProperty("heldDigest").GetString());
    }

    private static SubjectProfile With(SubjectProfile profile, CreditRecord record) => profile.With(new(Some.City, record.SourceId!), 1, profile.KnownAt, default, record);

    /// <summary>Changes a profile as one could who has the store's password.</summary>
    private async Task TamperAsync(OpenStore store, string subject, Func<SubjectProfile, SubjectProfile> change)
    {
        var profile = (await store.Records.LoadAsync([], [], [subject], Cancel)).Profiles.GetValueOrDefault(subject) ?? SubjectProfile.Empty(subject);
        var chunk = new ChunkKey("tampered", subject, 0);
        await store.Records.ApplyAsync(new(chunk, profile.KnownAt, []), new(ImmutableDictionary<RecordKey, RecordHistory>.Empty, [], [], [], [new(profile.Revision, change(profile))], []), Cancel);
    }
}
