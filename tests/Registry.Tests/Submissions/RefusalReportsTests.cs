using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Settings;
using CreditShare.Registry.Submissions;
using CreditShare.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Registry.Tests.Submissions;

/// <summary>What a city's report of refusals must be to enter the log.</summary>
public sealed class RefusalReportsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly MessageOrigin Origin = new(Some.City, BrokerAccounts.City(Some.City));

    private static RefusedAccess Good => new()
    {
        Id = new string('a', 32), At = Now, Account = "bureau-330100", Route = "POST /v1/batches", Status = 403, Reason = "city-not-served",
    };

    public static TheoryData<string, Func<RefusedAccess, RefusedAccess>> Wrong() => new()
    {
        { "an id of another form", one => one with { Id = "330100-b.0.1" } },
        { "a route that is text", one => one with { Route = "某人来过" } },
        { "a route with an address", one => one with { Route = "GET /v1/subjects/x?name=某人" } },
        { "a reason that is text", one => one with { Reason = "自由文本" } },
        { "a line behind the reason", one => one with { Reason = "token-missing\n" } },
        { "another status", one => one with { Status = 200 } },
        { "an instant of years ago", one => one with { At = Now.AddDays(-367) } },
        { "an instant ahead", one => one with { At = Now.AddMinutes(11) } },
        { "a sum that began behind its end", one => one with { Repeated = 2, Since = Now.AddSeconds(1) } },
        { "a sum that began years ago", one => one with { Repeated = 2, Since = Now.AddDays(-367) } },
        { "a number without an instant", one => one with { Repeated = 2 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_refusal_of_another_form_is_not_logged(string what, Func<RefusedAccess, RefusedAccess> change)
    {
        Assert.Null(RefusalReports.Fault(Good, Now));
        // A spool that could not be written for hours sums up all of them.
        Assert.Null(RefusalReports.Fault(Good with { Repeated = 2, Since = Now.AddHours(-5) }, Now));
        Assert.True(RefusalReports.Fault(change(Good), Now) is not null, what);
    }

    [Theory]
    [InlineData(null, "anonymous")]
    [InlineData("bureau-330100", "bureau-330100")]
    [InlineData("身份证330102199001011234", "withheld")]
    [InlineData("a\u0007", "withheld")]
    public void An_account_that_may_be_a_persons_is_not_named(string? account, string named) => Assert.Equal(named, RefusalReports.Account(account));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("341000", "341000-licensing", "341000", "341000-licensing")]
    [InlineData("黄山市", "某人", null, null)]
    [InlineData("34100", "330102199001011234", null, null)]
    [InlineData("3410000", "a\n", null, null)]
    public void A_city_and_an_agency_are_named_by_their_codes_alone(string? city, string? agency, string? namedCity, string? namedAgency) =>
        Assert.Equal((namedCity, namedAgency), (RefusalReports.City(city), RefusalReports.Agency(agency)));

    [Fact]
    public void Who_was_refused_is_signed_too_and_a_report_that_names_nobody_is_signed_as_one_that_could_not()
    {
        using var check = Check(out _);
        var message = new ReportRefusals { City = Some.City, Refusals = [Good with { City = "341000", Agency = "341000-licensing" }], Signature = [] };
        var signed = message with { Signature = Ed25519.Sign(Seed, RefusalsDigest.Of(message)) };
        Assert.Null(check.Refuse(signed, Origin));
        Assert.NotNull(check.Refuse(signed with { Refusals = [Good with { City = "341000", Agency = "330100-licensing" }] }, Origin));
        Assert.NotNull(check.Refuse(signed with { Refusals = [Good with { City = "330100", Agency = "341000-licensing" }] }, Origin));
        Assert.NotNull(check.Refuse(signed with { Refusals = [Good] }, Origin));

        // As a city signs that does not tell who was refused: these very bytes wait in queues while a registry is renewed before its cities.
        Assert.Equal("447f22d9f945e2ba226f08a8de368e5a9d2ecb8d13a999472e784286d9664d70", Convert.ToHexStringLower(RefusalsDigest.Of(message with { Refusals = [Good] })));
    }

    [Fact]
    public void Only_the_citys_key_reports_its_refusals()
    {
        using var check = Check(out _);
        var message = new ReportRefusals { City = Some.City, Refusals = [Good], Signature = [] };
        var signed = message with { Signature = Ed25519.Sign(Seed, RefusalsDigest.Of(message)) };
        Assert.Null(check.Refuse(signed, Origin));
        Assert.NotNull(check.Refuse(message, Origin));
        Assert.NotNull(check.Refuse(signed with { Refusals = [Good with { Account = "other" }] }, Origin));
        Assert.NotNull(check.Refuse(signed, Origin with { Account = BrokerAccounts.City("341000") }));
        Assert.NotNull(check.Refuse(signed with { City = "341000" }, Origin));
    }

    [Fact]
    public void A_slip_of_the_pen_in_the_list_of_keys_leaves_those_that_were_read_before()
    {
        using var check = Check(out var settings);
        var message = new ReportRefusals { City = Some.City, Refusals = [Good], Signature = [] };
        var signed = message with { Signature = Ed25519.Sign(Seed, RefusalsDigest.Of(message)) };
        settings["Registry:MemberKeys:341000:0"] = "short";
        try
        {
            settings.Reload();
        }
        catch (Exception fault) when (fault is OptionsValidationException or AggregateException)
        {
            // Whoever watches the file hears of it; the registry goes on.
        }
        Assert.Null(check.Refuse(signed, Origin));
    }

    [Fact]
    public void A_list_that_is_away_while_another_takes_its_place_leaves_the_keys_that_were_read_before()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Registry = new { MemberKeys = new Dictionary<string, string[]> { [Some.City] = [Convert.ToBase64String(Ed25519.PublicKey(Seed))] } } }));
        var settings = new ConfigurationBuilder().AddJsonFile(file, optional: true, reloadOnChange: false).Build();
        using var check = Check(settings);
        var message = new ReportRefusals { City = Some.City, Refusals = [Good], Signature = [] };
        File.Delete(file);
        settings.Reload();
        Assert.Null(check.Refuse(message with { Signature = Ed25519.Sign(Seed, RefusalsDigest.Of(message)) }, Origin));
    }

    [Fact]
    public void What_a_witness_answers_is_signed_whole_unless_it_is_a_cosignature()
    {
        using var check = Check(out _);
        var message = new CheckpointAnswered { City = Some.City, Request = [1], Status = 422, ContentType = "text/plain", Body = [2] };
        var signed = message with { Signature = Ed25519.Sign(Seed, AnswerDigest.Of(message)) };
        Assert.Null(check.Refuse(signed, Origin));
        Assert.Null(check.Refuse(message with { Status = 200 }, Origin));
        Assert.All(
            (CheckpointAnswered[])[message, signed with { Status = 409 }, signed with { Request = [2] }, signed with { ContentType = null }, signed with { ContentType = "" }, signed with { Body = [] }, signed with { City = "341000" }],
            other => Assert.NotNull(check.Refuse(other, Origin)));
        Assert.NotNull(check.Refuse(message with { Status = 200 }, Origin with { Account = BrokerAccounts.City("341000") }));
    }

    private static SenderCheck Check(out IConfigurationRoot settings)
    {
        settings = new ConfigurationBuilder().AddInMemoryCollection([new($"Registry:MemberKeys:{Some.City}:0", Convert.ToBase64String(Ed25519.PublicKey(Seed)))]).Build();
        return Check(settings);
    }

    private static SenderCheck Check(IConfigurationRoot settings)
    {
        var services = new ServiceCollection().AddSettings<RegistryOptions>(settings.GetSection("Registry"), options => options.Faults().Where(fault => fault.Contains("MemberKeys", StringComparison.Ordinal)));
        return new SenderCheck(services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<RegistryOptions>>(), new FakeTimeProvider(Now), NullLogger<SenderCheck>.Instance);
    }
}
