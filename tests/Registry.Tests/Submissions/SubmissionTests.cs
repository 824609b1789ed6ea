using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Deciding;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Submissions;

public sealed class SubmissionTests : IAsyncLifetime
{
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly byte[] OtherSeed = [.. Enumerable.Range(32, 32).Select(n => (byte)n)];
    private static readonly SeedFolder Seeds = new(Repository.Seeds);

    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;
    private readonly SqliteLogStore log;
    private readonly SqliteRecordStore records;
    private readonly SubmissionHandler handler;
    private readonly RegistryMetrics metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), TimeProvider.System);
    private int batches;

    public SubmissionTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        (log, records) = (new SqliteLogStore(store), new SqliteRecordStore(store));
        var options = new FixedOptions(new RegistryOptions
        {
            MemberKeys = new() { [Some.City] = [Convert.ToBase64String(Ed25519.PublicKey(OtherSeed)), Convert.ToBase64String(Ed25519.PublicKey(Seed))] },
        });
        handler = new SubmissionHandler(
            new SenderCheck(options, TimeProvider.System, NullLogger<SenderCheck>.Instance), new BatchDecider(Seeds.RuleBook, TimeProvider.System), records, new EntryWriter(log, new WakeSignal(), TimeProvider.System), metrics,
            NullLogger<SubmissionHandler>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        metrics.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    private static MessageOrigin From(string city) => new(city, BrokerAccounts.City(city));

    private static SubmittedRecord Line(int line, long order, CreditRecord record) => new() { Line = line, Order = order, Content = RecordJson.Write(record) };

    private SubmitRecords Message(params IReadOnlyList<SubmittedRecord> lines)
    {
        var message = new SubmitRecords
        {
            City = Some.City, Batch = $"b{++batches}", Chunk = 0, Account = "bureau", ReceivedAt = DateTimeOffset.UnixEpoch, Records = lines, Signature = [],
        };
        return Signed(message);
    }

    private static SubmitRecords Signed(SubmitRecords message) => message with { Signature = Ed25519.Sign(Seed, SubmissionDigest.Of(message)) };

    private async Task<IReadOnlyList<Decision>> HandleAsync(SubmitRecords message) => DecisionJson.Read((await handler.HandleAsync(message, From(message.City), Cancel)).Decisions);

    private async Task<long> StagedAsync() => await log.AppendStagedAsync(await log.SizeAsync(Cancel), 10_000, Cancel);

    private async Task<SubjectProfile> ProfileAsync(int subject = 1) => await records.FindAsync(Some.Subject(subject).Code!, Cancel) ?? SubjectProfile.Empty("");

    [Fact]
    public async Task A_chunk_handled_again_is_answered_with_its_first_decisions_and_changes_nothing()
    {
        var message = Message(Line(1, 1, Some.Penalty()), Line(2, 2, Some.Penalty() with { SourceId = null }));
        var first = await handler.HandleAsync(message, From(Some.City), Cancel);
        var again = await handler.HandleAsync(message, From(Some.City), Cancel);
        Assert.Equal(first.Decisions, again.Decisions);
        Assert.Equal(2, await StagedAsync());
        Assert.Equal(1, (await ProfileAsync()).Revision);
    }

    [Fact]
    public async Task Later_records_of_a_chunk_see_the_earlier_ones()
    {
        var outcomes = await HandleAsync(Message(
            Line(1, 1, Some.Penalty()), Line(2, 2, Some.Penalty()), Line(3, 3, Some.Penalty() with { SourceId = "other" }),
            Line(4, 4, Some.Penalty() with { Note = "新" })));
        Assert.Equal([Outcome.Accepted, Outcome.Repeated, Outcome.Duplicate, Outcome.Accepted], outcomes.Select(decision => decision.Outcome));
        Assert.Equal((2, 2L), (Assert.Single((await ProfileAsync()).Records).Version, (await ProfileAsync()).Revision));
    }

    [Fact]
    public async Task A_record_corrected_to_another_subject_leaves_the_first_ones_profile()
    {
        await HandleAsync(Message(Line(1, 1, Some.Penalty())));
        await HandleAsync(Message(Line(1, 2, Some.Penalty() with { Change = ChangeKind.Correct, Subject = Some.Subject(2) })));
        Assert.Empty((await ProfileAsync(1)).Records);
        Assert.Equal(2, (await ProfileAsync(1)).Revision);
        Assert.Equal(2, Assert.Single((await ProfileAsync(2)).Records).Version);
    }

    // Sent without version numbers, as tables are: the spool's stamps grow.
    [Theory]
    [InlineData(ChangeKind.Dispute)]
    [InlineData(ChangeKind.Resolve)]
    [InlineData(ChangeKind.Submit)]
    public async Task A_withdrawn_record_stays_withdrawn_whatever_is_sent_of_it_but_a_correction(ChangeKind after)
    {
        var record = Some.Penalty() with { ChangeReason = "样例" };
        var stamp = VersionRules.SpoolStampsFrom;
        await HandleAsync(Message(Line(1, stamp, record), Line(2, stamp + 1, record with { Change = ChangeKind.Withdraw })));
        await HandleAsync(Message(Line(1, stamp + 2, record with { Change = after })));
        Assert.False(Assert.Single((await ProfileAsync()).Records).Stands);
        await HandleAsync(Message(Line(1, stamp + 3, record with { Change = ChangeKind.Correct })));
        Assert.True(Assert.Single((await ProfileAsync()).Records).Stands);
    }

    [Fact]
    public async Task A_withdrawal_that_comes_after_a_later_objection_ends_the_record_and_the_mark()
    {
        var record = Some.Penalty() with { ChangeReason = "样例" };
        await HandleAsync(Message(Line(1, 1, record), Line(2, 3, record with { Change = ChangeKind.Dispute }), Line(3, 2, record with { Change = ChangeKind.Withdraw })));
        var held = Assert.Single((await ProfileAsync()).Records);
        Assert.Equal((false, false, null), (held.Stands, held.Disputed, held.Objection));
    }

    [Fact]
    public async Task A_late_version_is_kept_and_changes_nothing_now()
    {
        await HandleAsync(Message(Line(1, 20, Some.Penalty() with { Note = "二" })));
        var late = Assert.Single(await HandleAsync(Message(Line(1, 10, Some.Penalty() with { Note = "一" }))));
        Assert.Equal((Outcome.Accepted, 2, true), (late.Outcome, late.Version, late.Late));
        Assert.Equal("二", Assert.Single((await ProfileAsync()).Records).Record.Note);
    }

    // 1:A, 2:B, 3:A ends in A whatever comes first; version 3's bytes are no new fact, but its number counts.
    [Theory]
    [InlineData("1A 2B 3A", "A")]
    [InlineData("1A 3A 2B", "A")]
    [InlineData("3A 1A 2B", "A")]
    [InlineData("1A 3A 2B 4B", "B")]
    public async Task Bytes_that_come_back_under_a_higher_number_are_not_overtaken_by_what_came_between(string arrivals, string end)
    {
        foreach (var arrival in arrivals.Split(' '))
            await HandleAsync(Message(Line(1, arrival[0] - '0', Some.Penalty() with { Change = ChangeKind.Correct, Note = arrival[1..] })));
        Assert.Equal(end, Assert.Single((await ProfileAsync()).Records).Record.Note);
    }

    [Fact]
    public async Task An_open_objection_goes_with_its_record_and_a_late_one_is_marked_too()
    {
        await HandleAsync(Message(
            Line(1, 1, Some.Penalty()), Line(2, 2, Some.Penalty() with { Change = ChangeKind.Dispute, ChangeReason = "异议" }),
            Line(3, 3, Some.Penalty() with { Change = ChangeKind.Correct, Subject = Some.Subject(2) })));
        Assert.True(Assert.Single((await ProfileAsync(2)).Records).Disputed);
        await HandleAsync(Message(Line(1, 10, Some.Penalty(3)), Line(2, 30, Some.Penalty(3) with { Change = ChangeKind.Correct, Note = "更正" })));
        await HandleAsync(Message(Line(1, 20, Some.Penalty(3) with { Change = ChangeKind.Dispute, ChangeReason = "异议" })));
        Assert.Equal((true, "更正"), Assert.Single((await ProfileAsync(3)).Records) is var held ? (held.Disputed, held.Record.Note) : default);
        Assert.Equal(3, (await ProfileAsync(3)).Revision);
    }

    [Fact]
    public async Task A_record_not_of_the_agreed_form_is_refused_alone()
    {
        var outcomes = await HandleAsync(Message(
            new SubmittedRecord { Line = 1, Order = 1, Content = [] },
            new SubmittedRecord { Line = 2, Order = 2, Content = "no record"u8.ToArray() },
            Line(3, 3, Some.Penalty()) with { Faults = "no faults"u8.ToArray() },
            Line(4, 4, Some.Penalty()) with { Faults = [] }));
        Assert.Equal([Outcome.Rejected, Outcome.Rejected, Outcome.Rejected, Outcome.Accepted], outcomes.Select(decision => decision.Outcome));
        Assert.All(outcomes.Take(3), decision => Assert.Equal("record-unreadable", Assert.Single(decision.Reasons!).Code));
    }

    public static TheoryData<string, string> Unbelievable()
    {
        var good = Encoding.UTF8.GetString(RecordJson.Write(Some.Penalty()));
        var code = Some.Subject().Code!;
        return new()
        {
            { good.Replace(code, "913301060000000019", StringComparison.Ordinal), "wrong check characters" },
            { good.Replace(code, "92330106MA00000000", StringComparison.Ordinal), "an individual business" },
            { good.Replace(code, "110101199003070019", StringComparison.Ordinal), "a person's number as code" },
            { good.Replace("经催告仍未公示。", "当事人110101199003070019未公示。", StringComparison.Ordinal), "a person's number in a text" },
            { good.Replace(Some.Authority.Code!, "11", StringComparison.Ordinal), "an authority code of two characters" },
            { good.Insert(1, "\"legalRepresentative\":\"张三\","), "a member that the form does not have" },
            { good.Insert(1, " "), "a blank" },
            { good.Replace("杭样罚〔2026〕1号", "杭样罚[2026]1号", StringComparison.Ordinal), "a number not normalised" },
        };
    }

    // Signed rightly by the city: what its ingestion would never have sent is refused all the same, alone, and nothing of it is kept.
    [Theory]
    [MemberData(nameof(Unbelievable))]
    public async Task The_registry_applies_every_rule_itself(string content, string what)
    {
        Assert.NotEqual(Encoding.UTF8.GetString(RecordJson.Write(Some.Penalty())), content);
        var outcomes = await HandleAsync(Message(Line(1, 1, Some.Penalty()) with { Content = Encoding.UTF8.GetBytes(content) }, Line(2, 2, Some.Penalty(2))));
        Assert.Equal([Outcome.Rejected, Outcome.Accepted], outcomes.Select(decision => decision.Outcome));
        await log.AppendStagedAsync(await log.SizeAsync(Cancel), 100, Cancel);
        var entry = await log.FindEntryAsync(outcomes[0].LogEntry, Cancel);
        Assert.Null(entry!.Content);
        Assert.DoesNotContain("110101199003070019", Encoding.UTF8.GetString(entry.Bytes) + JsonSerializer.Serialize(outcomes[0].Reasons), StringComparison.Ordinal);
        Assert.NotNull(what);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    public async Task Faults_that_are_none_are_the_records_own_fault(string faults)
    {
        var outcomes = await HandleAsync(Message(Line(1, 1, Some.Penalty()) with { Faults = Encoding.UTF8.GetBytes(faults) }, Line(2, 2, Some.Penalty(2))));
        Assert.Equal([Outcome.Rejected, Outcome.Accepted], outcomes.Select(decision => decision.Outcome));
    }

    // Versions of a few records about two subjects, in any order of arrival, cut into chunks anywhere, each chunk delivered twice.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Any_order_of_arrival_and_any_redelivery_ends_in_the_state_of_the_highest_versions(int seed)
    {
        var random = new Random(seed);
        var all = (from key in Enumerable.Range(1, 4)
                   from version in Enumerable.Range(1, 5)
                   select (Order: (long)version, Record: Some.Penalty(key) with { Subject = Some.Subject(key % 2), Change = ChangeKind.Correct, Note = $"{key}.{version}" })).ToArray();
        random.Shuffle(all);
        for (var taken = 0; taken < all.Length;)
        {
            var size = Math.Min(random.Next(1, 5), all.Length - taken);
            var message = Message([.. all[taken..(taken + size)].Select((version, i) => Line(i + 1, version.Order, version.Record))]);
            await handler.HandleAsync(message, From(Some.City), Cancel);
            await handler.HandleAsync(message, From(Some.City), Cancel);
            taken += size;
        }
        var notes = (await ProfileAsync(0)).Records.Concat((await ProfileAsync(1)).Records).Select(held => held.Record.Note);
        Assert.Equal(["1.5", "2.5", "3.5", "4.5"], notes.Order());
        Assert.Equal(20, await StagedAsync());
    }

    [Fact]
    public async Task Two_that_decide_about_one_subject_at_once_both_hold()
    {
        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => Message(Line(1, 1, Some.Penalty(n) with { Subject = Some.Subject() })))
            .Select(message => Task.Run(() => handler.HandleAsync(message, From(Some.City), Cancel))));
        var profile = await ProfileAsync();
        Assert.Equal((12, 12), (profile.Revision, profile.Records.Count));
        Assert.Equal(12, await StagedAsync());
    }

    public static TheoryData<string, Func<SubmitRecords, SubmitRecords>> Forgeries() => new()
    {
        { "another city", message => message with { City = "341000" } },
        { "another batch", message => message with { Batch = "other" } },
        { "another chunk", message => message with { Chunk = 1 } },
        { "another account", message => message with { Account = "other" } },
        { "another instant", message => message with { ReceivedAt = message.ReceivedAt.AddMilliseconds(1) } },
        { "another content", message => message with { Records = [message.Records[0] with { Content = [1] }] } },
        { "another order", message => message with { Records = [message.Records[0] with { Order = 2 }] } },
        { "another line", message => message with { Records = [message.Records[0] with { Line = 2 }] } },
        { "added faults", message => message with { Records = [message.Records[0] with { Faults = [1] }] } },
        { "no records", message => message with { Records = [] } },
        { "a batch id with a dot", message => Signed(message with { Batch = "a.1" }) },
        { "two records of one line", message => Signed(message with { Records = [message.Records[0], message.Records[0]] }) },
        { "no signature", message => message with { Signature = [] } },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Whatever_is_changed_behind_the_signature_is_refused_and_logged(string what, Func<SubmitRecords, SubmitRecords> forge)
    {
        var forged = forge(Message(Line(1, 1, Some.Penalty())));
        await Assert.ThrowsAsync<SenderRefusedException>(() => handler.HandleAsync(forged, From(Some.City), Cancel));
        Assert.Equal(1, await StagedAsync());
        Assert.True(EntryEncoding.TryDecode(Assert.Single(await log.ReadEntriesAsync(0, 1, Cancel)), out var entry), what);
        Assert.Equal((EntryKind.BatchRefused, Some.City), (entry.Kind, entry.Actor.City));
        Assert.Empty((await ProfileAsync()).Records);
    }

    [Fact]
    public async Task While_a_city_changes_its_key_both_are_believed_and_no_third()
    {
        var message = Message(Line(1, 1, Some.Penalty()));
        await handler.HandleAsync(message with { Signature = Ed25519.Sign(OtherSeed, SubmissionDigest.Of(message)) }, From(Some.City), Cancel);
        await Assert.ThrowsAsync<SenderRefusedException>(() =>
            handler.HandleAsync(message with { Signature = Ed25519.Sign(new byte[32], SubmissionDigest.Of(message)) }, From(Some.City), Cancel));
    }

    [Theory]
    [InlineData("330100", null)]
    [InlineData("330100", "city.341000")]
    [InlineData("330100", "guest")]
    [InlineData("341000", "city.341000")]
    [InlineData("341000", "city.330100")]
    public async Task A_signature_is_not_enough_if_queue_or_broker_account_are_another_citys(string queueCity, string? account)
    {
        var message = Message(Line(1, 1, Some.Penalty()));
        await Assert.ThrowsAsync<SenderRefusedException>(() => handler.HandleAsync(message, new MessageOrigin(queueCity, account), Cancel));
        Assert.Empty((await ProfileAsync()).Records);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" 2026-11-23T08:00:00Z/", true)]
    [InlineData(" 2026-11-23T08:00:01Z/", false)]
    [InlineData(" /2026-11-23T08:00:01Z", true)]
    [InlineData(" /2026-11-23T08:00:00Z", false)]
    [InlineData(" 2026-11-23T07:00:00Z/2026-11-23T09:00:00Z", true)]
    public void A_members_key_counts_within_its_validity(string validity, bool counts)
    {
        var key = MemberKey.TryParse(Convert.ToBase64String(Ed25519.PublicKey(Seed)) + validity);
        Assert.Equal(counts, key!.IsValid(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= tomorrow/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 2026-11-23T09:00:00Z/2026-11-23T08:00:00Z")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 2026-11-23T09:00:00Z")]
    public void A_members_key_of_another_form_is_none(string text) => Assert.Null(MemberKey.TryParse(text));

    [Fact]
    public void Every_fault_of_the_options_is_named_at_once()
    {
        var faults = new RegistryOptions
        {
            LogOrigin = "https://x y", LogKeyFile = "", SequencingInterval = TimeSpan.Zero, LongestRetry = TimeSpan.Zero, MemberKeys = new() { [Some.City] = ["short"] },
        }.Faults().ToList();
        Assert.Equal(5, faults.Count);
    }

    private sealed class FixedOptions(RegistryOptions options) : IOptionsMonitor<RegistryOptions>
    {
        public RegistryOptions CurrentValue => options;

        public RegistryOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<RegistryOptions, string?> listener) => null;
    }
}
