using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Pages.Health;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Showing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Pages.Overview;

/// <summary>What is wrong with the log or with what was sent: an unmet witness policy, evidence against the log, messages set aside, comparisons that found differences.</summary>
internal sealed class LogAttention(ILogStore log, IWitnessStore witnesses, Comparisons comparisons, SeedFolder seeds, IOptions<CommitteeOptions> options, TimeProvider time)
{
    /// <summary>As many of the latest entries are looked at.</summary>
    private const int Latest = 200;

    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken ct) =>
        [.. await WitnessesAsync(ct), .. await SetAsideAsync(ct), .. await ComparisonsAsync(ct)];

    private async Task<IEnumerable<AttentionItem>> WitnessesAsync(CancellationToken ct)
    {
        var published = await witnesses.ReadPublishedAsync(ct);
        var standings = await witnesses.ReadWitnessesAsync(ct);
        return
        [
            .. standings.Where(standing => standing.Evidence is not null).Select(standing => new AttentionItem(
                $"见证方 {standing.Name} 提出证据：日志与其所见不一致", $"Witness {standing.Name} has evidence that the log is not what it saw", ConsoleAddress.Health)),
            .. WitnessPolicy.Fault(published, options.Value.WitnessedWithin, time.GetUtcNow()) is var (zh, en) ? [new AttentionItem(zh, en, ConsoleAddress.Health)] : Array.Empty<AttentionItem>(),
        ];
    }

    private async Task<IEnumerable<AttentionItem>> SetAsideAsync(CancellationToken ct)
    {
        var settled = (await MessagesAsync(EntryKind.MessageRedriven, ct)).Concat(await MessagesAsync(EntryKind.MessageDiscarded, ct))
            .GroupBy(message => message.Id, message => message.Index).ToDictionary(message => message.Key, message => message.Max());
        var latest = await MessagesAsync(EntryKind.MessageSetAside, ct);
        var open = latest.Count(message => settled.GetValueOrDefault(message.Id, -1) < message.Index);
        if (open == 0)
            return [];
        // Older ones were not looked at.
        return latest.Count < Latest
            ? [new($"{open} 条消息被隔离，等待处理", $"{Shown.Count(open, "message")} set aside, to be dealt with by an operator", ConsoleAddress.Health)]
            : [new($"{open} 条以上消息被隔离，等待处理", $"{Shown.Number(open)} messages or more set aside, to be dealt with by an operator", ConsoleAddress.Health)];
    }

    private async Task<IEnumerable<AttentionItem>> ComparisonsAsync(CancellationToken ct)
    {
        var different = new List<AttentionItem>();
        foreach (var (code, city) in seeds.Cities.OrderBy(city => city.Key, StringComparer.Ordinal))
        {
            if (await comparisons.LatestAsync(code, 1, ct) is [{ Equal: false }])
                different.Add(new($"{city.Name}：最近一次一致性比对发现差异", $"{city.NameEn}: the latest comparison found differences", $"{ConsoleAddress.City(code)}#equality"));
        }
        return different;
    }

    private async Task<IReadOnlyList<(string Id, long Index)>> MessagesAsync(string kind, CancellationToken ct) =>
        [.. (await log.FindEntriesAsync(new() { Kind = kind, NewestFirst = true, Limit = Latest }, ct))
            .Select(stored => (Id: EntryEncoding.TryDecode(stored.Bytes, out var entry) ? entry.Detail.GetValueOrDefault("message") : null, stored.Index))
            .Where(message => message.Id is not null).Select(message => (message.Id!, message.Index))];
}
