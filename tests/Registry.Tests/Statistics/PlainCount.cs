using System.Globalization;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Registry.Tests.Statistics;

/// <summary>
/// The statistics as one who has all entries at hand would count them, without sheets, pages or profiles; and what the committee is told, in the same lines. Counts of nothing have no line.
/// </summary>
internal static class PlainCount
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static IReadOnlyList<string> Of(IReadOnlyList<(LogEntry Entry, byte[]? Content)> log, WorkingDays calendar)
    {
        var lines = new List<(string Line, long Count)>();
        foreach (var (entry, content) in log)
        {
            var day = ChinaCalendar.Today(entry.At);
            if (entry is { Kind: EntryKind.RecordDecided, Actor.City: { } city })
                lines.AddRange(Decided(entry, content, calendar).Select(what => ($"{city} {day:yyyy-MM} {what}", 1L)));
            else if (entry.Actor.Agency is { } agency && Agency(entry) is { } did)
                lines.Add(($"{agency} {did}", entry.List?.Count ?? 1));
            if (entry.Kind == EntryKind.AccessRefused && entry.Actor.Agency is { } refused)
                lines.Add(($"{refused} refused calls", long.Parse(entry.Detail.GetValueOrDefault("repeated") ?? "1", null)));
        }
        lines.AddRange(Objections(log, calendar));
        return Sum(lines);
    }

    public static IReadOnlyList<string> Of(CityReport report)
    {
        var lines = new List<(string Line, long Count)>();
        foreach (var city in report.Cities)
        {
            lines.Add(($"{city.City} open", city.OpenObjections.Count));
            foreach (var (month, of) in city.Months)
            {
                lines.AddRange(new (string What, long Count)[]
                {
                    ("received", of.Received), ("accepted", of.Accepted), ("rejected", of.Rejected), ("repeated", of.Repeated), ("duplicate", of.Duplicate), ("correct", of.Corrections),
                    ("withdraw", of.Withdrawals), ("repair", of.Repairs), ("up to 7", of.PushTimes.UpTo7), ("up to 14", of.PushTimes.UpTo14), ("up to 30", of.PushTimes.UpTo30),
                    ("longer", of.PushTimes.Longer), ("filed", of.Objections.Filed), ("in time", of.Objections.InTime), ("extended", of.Objections.Extended), ("late", of.Objections.Late),
                }.Concat(of.Items.Select(item => ($"item {item.Item}", item.Accepted))).Concat(of.Rejections.Select(reason => ($"reason {reason.Code}", reason.Count)))
                    .Select(figure => ($"{city.City} {month} {figure.Item1}", figure.Item2)));
            }
        }
        foreach (var of in report.Agencies)
        {
            lines.AddRange(of.ByPurpose.Select(purpose => ($"{of.Agency} asked {purpose.Key}", purpose.Value)));
            lines.AddRange(
                [
                    ($"{of.Agency} refused", of.Refused), ($"{of.Agency} refused calls", of.RefusedCalls), ($"{of.Agency} claimed", of.Claimed), ($"{of.Agency} applied", of.Applied),
                    ($"{of.Agency} not applied", of.NotApplied), ($"{of.Agency} released", of.Released),
                ]);
        }
        return Sum(lines);
    }

    private static List<string> Sum(IEnumerable<(string Line, long Count)> lines) =>
        [.. lines.GroupBy(line => line.Line).Select(group => (group.Key, Count: group.Sum(line => line.Count))).Where(line => line.Count != 0).Select(line => $"{line.Key}: {line.Count}").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Decided(LogEntry entry, byte[]? content, WorkingDays calendar)
    {
        yield return "received";
        yield return entry.Outcome!;
        foreach (var reason in entry.Reasons)
            yield return $"reason {reason}";
        if (entry.Outcome != "accepted")
            yield break;
        if (entry.Detail["change"] is "correct" or "withdraw" or "repair")
            yield return entry.Detail["change"];
        if (content is null)
            yield break;
        var record = RecordJson.Read(content);
        yield return $"item {record.Item}";
        if (entry.Record!.Version > 1)
            yield break;
        var received = ChinaCalendar.Today(DateTimeOffset.ParseExact(entry.Detail["receivedAt"], Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        // The working day on which it came, or the next one, counted from the decision.
        var days = 0;
        for (var day = record.DecidedOn!.Value; day < received;)
        {
            do
                day = day.AddDays(1);
            while (!calendar.IsWorkingDay(day));
            days++;
        }
        yield return days switch { <= 7 => "up to 7", <= 14 => "up to 14", <= 30 => "up to 30", _ => "longer" };
    }

    private static string? Agency(LogEntry entry) => (entry.Kind, entry.Outcome) switch
    {
        (EntryKind.LookupAnswered or EntryKind.ReportIssued or EntryKind.BatchLookupAnswered, _) => $"asked {entry.Purpose}",
        (EntryKind.AccessRefused, _) => "refused",
        (EntryKind.CaseClaimed, _) => "claimed",
        (EntryKind.CaseReleased, _) => "released",
        (EntryKind.FeedbackGiven, "applied") => "applied",
        (EntryKind.FeedbackGiven, _) => "not applied",
        _ => null,
    };

    private static List<(string, long)> Objections(IReadOnlyList<(LogEntry Entry, byte[]? Content)> log, WorkingDays calendar)
    {
        var lines = new List<(string, long)>();
        var versions = new Dictionary<string, List<(long Order, string Change, int Number)>>();
        var open = new Dictionary<string, DateOnly>();
        foreach (var (entry, content) in log)
        {
            var (day, key) = (ChinaCalendar.Today(entry.At), entry.Record?.Key);
            var city = key?.Split('/')[0];
            if (entry.Kind == EntryKind.ObjectionFiled)
                lines.Add(($"{city} {day:yyyy-MM} filed", 1));
            if (entry is not { Kind: EntryKind.RecordDecided, Outcome: "accepted" })
                continue;
            var change = entry.Detail["change"];
            if (change == "dispute" && !entry.Detail.ContainsKey("objection"))
                lines.Add(($"{city} {day:yyyy-MM} filed", 1));
            if (!versions.TryGetValue(key!, out var all))
                versions[key!] = all = [];
            all.Add((long.Parse(entry.Detail["order"], null), change, all.Count));
            // Stable: of one order, the last that came counts.
            var (opening, stands) = ((int?)null, true);
            foreach (var (_, one, number) in all.OrderBy(version => version.Order))
            {
                stands = one is "submit" or "correct" || (stands && one is "dispute" or "resolve");
                opening = one switch { "dispute" when stands => number, "dispute" or "submit" or "correct" => opening, _ => null };
            }
            // The first of two that are open together began its time, unless the second was received before it.
            var since = opening == all.Count - 1 && content is not null ? RecordJson.Read(content).Dispute?.ReceivedOn ?? day : day;
            if (opening is not null && (!open.TryGetValue(key!, out var first) || (opening == all.Count - 1 && since < first)))
                open[key!] = since;
            else if (opening is null && open.Remove(key!, out var received))
                lines.Add(($"{city} {day:yyyy-MM} {(ObjectionClock.From(received, calendar) is var clock && day <= clock.DueOn ? "in time" : day <= clock.LatestOn ? "extended" : "late")}", 1));
        }
        lines.AddRange(open.Keys.Select(key => ($"{key.Split('/')[0]} open", 1L)));
        return lines;
    }
}
