using CreditShare.Committee.Pages.Cities;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Showing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Pages.Overview;

/// <summary>What is wrong with the log or with what was sent: an unmet witness policy, evidence against the log, messages set aside, comparisons that found differences.</summary>
internal sealed class LogAttention(ILogStore log, IWitnessStore witnesses, Comparisons comparisons, SeedFolder seeds)
{
    /// <summary>As many of the latest entries are looked at; more than so many is said as so many.</summary>
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
            .. published is { } shown && shown.Cosignatures < shown.Quorum
                ? [new AttentionItem($"检查点只有 {shown.Cosignatures} 个见证签名，应有 {shown.Quorum} 个", $"The checkpoint has {Shown.Count(shown.Cosignatures, "cosignature")} of the {shown.Quorum} asked for", ConsoleAddress.Health)]
                : Array.Empty<AttentionItem>(),
        ];
    }

    private async Task<IEnumerable<AttentionItem>> SetAsideAsync(CancellationToken ct)
    {
        var settled = (await MessagesAsync(EntryKind.MessageRedriven, ct)).Concat(await MessagesAsync(EntryKind.MessageDiscarded, ct))
            .GroupBy(message => message.Id, message => message.Index).ToDictionary(message => message.Key, message => message.Max());
        var open = (await MessagesAsync(EntryKind.MessageSetAside, ct)).Count(message => settled.GetValueOrDefault(message.Id, -1) < message.Index);
        return open == 0 ? [] : [new($"{open} 条消息被隔离，等待处理", $"{Shown.Count(open, "message")} set aside, to be dealt with by an operator", ConsoleAddress.Health)];
    }

    private async Task<IEnumerable<AttentionItem>> ComparisonsAsync(CancellationToken ct) =>
        (await comparisons.LatestAsync(ct)).GroupBy(compared => compared.City).Select(city => city.First()).Where(compared => !compared.Equal).OrderBy(compared => compared.City, StringComparer.Ordinal)
            .Select(compared => new AttentionItem(
                $"{seeds.Cities.GetValueOrDefault(compared.City)?.Name ?? compared.City}：最近一次一致性比对发现差异",
                $"{seeds.Cities.GetValueOrDefault(compared.City)?.NameEn ?? compared.City}: the latest comparison found differences", $"{ConsoleAddress.City(compared.City)}#equality"));

    private async Task<IReadOnlyList<(string Id, long Index)>> MessagesAsync(string kind, CancellationToken ct) =>
        [.. (await log.FindEntriesAsync(new() { Kind = kind, NewestFirst = true, Limit = Latest }, ct))
            .Select(stored => (Id: EntryEncoding.TryDecode(stored.Bytes, out var entry) ? entry.Detail.GetValueOrDefault("message") : null, stored.Index))
            .Where(message => message.Id is not null).Select(message => (message.Id!, message.Index))];
}
