using CreditShare.Domain.Cases;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Following;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Registry.Cases;

/// <summary>
/// Opens cases for what the log says was decided, and takes in what agencies said of them, where whoever wrote the entry did not come to it. All of it may be repeated: an opened case stays
/// as it is, and the first fact of a kind stands.
/// </summary>
internal sealed class CaseFollower(ICaseStore cases, IRecordStore records, SeedFolder seeds) : ILogFollower
{
    private const int MostOpened = 5000;

    public string Name => "cases";

    public async Task TakeAsync(IReadOnlyList<FollowedEntry> entries, CancellationToken ct)
    {
        var decisions = entries.Where(followed => IsAccepted(followed.Entry) && followed.Content is not null).ToDictionary(followed => followed.Index, followed => Key(followed.Entry));
        // A first version has no history but itself.
        var later = entries.Where(followed => decisions.ContainsKey(followed.Index) && First(followed.Entry) is null).Select(followed => (decisions[followed.Index], followed.Entry.Record!.Version));
        var histories = await LoggedHistories.LoadAsync(records, later, ct);
        var opened = new List<MeasureCase>();
        foreach (var (index, entry, content) in entries)
        {
            if (decisions.TryGetValue(index, out var key))
            {
                var history = First(entry) ?? UpTo(entry, histories[key]);
                var news = CaseOpening.Of(key, history, entry.At, RecordJson.Read(content!), seeds.CaseBook);
                if (history.Versions.Count > 1 && news.Count > 0)
                {
                    // An earlier version may be among those that are still to be opened.
                    await OpenAsync(opened, ct);
                    news = await HeldByEarlierIdsAsync(news, ct);
                    await cases.OpenAsync([.. news.Where(one => !IsEarlier(one.Id))], ct);
                    await OpenAgainAsync(news, history, ct);
                    continue;
                }
                opened.AddRange(news);
                if (opened.Count >= MostOpened)
                    await OpenAsync(opened, ct);
            }
            else if (CaseEntries.Read(entry) is { } said)
            {
                await OpenAsync(opened, ct);
                await TakeInAsync(await IdAsync(said.Case, entry, ct), held => held.With(said.Round, said.Kind, said.Fact), ct);
            }
        }
        await OpenAsync(opened, ct);
    }

    private async Task OpenAsync(List<MeasureCase> opened, CancellationToken ct)
    {
        await cases.OpenAsync(opened, ct);
        opened.Clear();
    }

    /// <summary>Cases that an earlier version of this program opened keep the ids that it gave them.</summary>
    private async Task<IReadOnlyList<MeasureCase>> HeldByEarlierIdsAsync(IReadOnlyList<MeasureCase> opened, CancellationToken ct)
    {
        var earlier = opened.ToDictionary(MeasureCase.EarlierIdOf);
        var held = (await cases.FindAsync(earlier.Keys, ct)).Select(one => one.Id).ToHashSet();
        return held.Count == 0 ? opened : [.. earlier.Select(pair => held.Contains(pair.Key) ? pair.Value with { Id = pair.Key } : pair.Value)];
    }

    /// <summary>The case of which an entry speaks: if it names an earlier id, and the cases were opened anew since, that of today.</summary>
    private async Task<string> IdAsync(string named, LogEntry entry, CancellationToken ct) =>
        IsEarlier(named) && entry is { Record: not null, Subject: { } subject, Actor.Agency: { } agency } && entry.Detail.GetValueOrDefault("measure") is { } measure
            && (await cases.FindAsync([named], ct)).Count == 0
            ? MeasureCase.IdOf(MeasureCase.OpeningOf(Key(entry), subject), measure, agency) : named;

    private static bool IsEarlier(string id) => id == MeasureCase.OpeningOf(id);

    private async Task OpenAgainAsync(IReadOnlyList<MeasureCase> opened, RecordHistory history, CancellationToken ct)
    {
        var held = (await cases.FindAsync([.. opened.Select(one => one.Id)], ct)).ToDictionary(one => one.Id);
        foreach (var again in opened)
        {
            if (held.TryGetValue(again.Id, out var before) && CaseOpening.Again(before, again, history) is { } after)
                await cases.ReplaceAsync(after, before.Revision, ct);
        }
    }

    /// <exception cref="StoreConflictException">The agency said something meanwhile: the entries are given again.</exception>
    private async Task TakeInAsync(string id, Func<MeasureCase, MeasureCase> change, CancellationToken ct)
    {
        if (await cases.FindAsync([id], ct) is [var held] && change(held) is var after && !ReferenceEquals(after, held))
            await cases.ReplaceAsync(after, held.Revision, ct);
    }

    private static bool IsAccepted(LogEntry entry) => entry is { Kind: EntryKind.RecordDecided, Record: not null } && entry.Outcome == RecordWords.Word(Outcome.Accepted);

    /// <summary>What the entry of a record's first version says of it; null for any other.</summary>
    private static RecordHistory? First(LogEntry entry) =>
        entry.Record!.Version == 1 && entry.Subject is { } subject && RecordWords.HeldChange(entry.Detail.GetValueOrDefault("change") ?? "") is { } change ? new([new(1, 0, [], subject, change)]) : null;

    /// <summary>The record as it stood with this version, whatever came since.</summary>
    private static RecordHistory UpTo(LogEntry entry, RecordHistory all) => new([.. all.Versions.Where(version => version.Version <= entry.Record!.Version)]);

    private static RecordKey Key(LogEntry entry)
    {
        var parts = entry.Record!.Key.Split('/', 2);
        return new(parts[0], parts[1]);
    }
}
