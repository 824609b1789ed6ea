using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Over RabbitMQ, on MongoDB.</summary>
[Collection(typeof(SharedOnMongoDb))]
public sealed class NoticesAcrossServicesOnMongoDbTests(SeparateOnMongoDb form) : NoticesAcrossServicesContract(form);

/// <summary>Over RabbitMQ, on SQLite.</summary>
[Collection(typeof(SharedOnSqlite))]
public sealed class NoticesAcrossServicesOnSqliteTests(SeparateOnSqlite form) : NoticesAcrossServicesContract(form);

/// <summary>Notices in the production form: decided by one process, made by it from the log, given by another.</summary>
public abstract class NoticesAcrossServicesContract(SeparateForm form)
{
    /// <summary>No other test looks up in its name, so that what it hears follows from this one.</summary>
    private const string Agency = "330600-licensing";


    [Fact]
    public async Task A_registry_killed_right_after_the_decision_makes_the_notice_when_it_is_back_and_makes_it_once()
    {
        using var limit = TimeLimit.Start();
        var (bureau, agency, listing) = (form.Running.Bureau("330100"), form.Running.Agency(Agency), Some.Listing(2001));
        await DecideAsync(listing);
        await agency.GetAsync($"/v1/subjects/{listing.Subject!.Code}/records?purpose=licensing&caseNumber=CASE-1", limit.Token);
        await DecideAsync(listing with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" });
        await form.Running.Registry.KillAsync();
        await form.Running.Registry.StartAsync(limit.Token);
        var (_, page) = await agency.GetAsync("/v1/notices?wait=25", limit.Token);
        while (page.GetProperty("items").GetArrayLength() == 0)
            (_, page) = await agency.GetAsync("/v1/notices?wait=25", limit.Token);
        Assert.Equal("withdraw", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("change").GetString());
        var (_, open) = await form.Running.Auditor().GetAsync("/v1/notices/open", limit.Token);
        Assert.Single(open.GetProperty("items").EnumerateArray(), notice => notice.GetProperty("agency").GetString() == Agency);

        async Task DecideAsync(CreditRecord record)
        {
            var (_, receipt) = await bureau.PushAsync(Client.Ndjson([record]), limit.Token);
            await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, limit.Token);
        }
    }
}
