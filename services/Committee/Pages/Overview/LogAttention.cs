using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Pages.Health;
using CreditShare.Pages.Showing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Pages.Overview;

/// <summary>What is wrong with the log or with what was sent: an unmet witness policy, evidence against the log, messages set aside, comparisons that found differences.</summary>
internal sealed class LogAttention(ILogStore log, IWitnessStore witnesses, Comparisons comparisons, SeedFolder seeds, IOptions<CommitteeOptions> options, TimeProvider time)
{
    /// <summary>Messages that wait are counted so far.</summary>
    private const int MostCounted = 200;

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
        var waiting = await WaitingMessages.FindAsync(log, null, MostCounted, ct);
        var (count, link) = (waiting.Entries.Count, $"{ConsoleAddress.Health}#messages");
        return (count, waiting.Next) switch
        {
            // Where so many were dealt with since that older ones were not looked through, the page of the log's health goes on; said here, it would be said for ever.
            (0, _) => [],
            (_, null) => [new($"{count} 条消息被隔离，等待处理", $"{Shown.Count(count, "message")} set aside, to be dealt with by an operator", link)],
            _ => [new($"{count} 条以上消息被隔离，等待处理", $"{Shown.Number(count)} messages or more set aside, to be dealt with by an operator", link)],
        };
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
}
