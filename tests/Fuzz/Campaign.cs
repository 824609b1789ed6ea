using System.Globalization;
using CreditShare.Domain.Deciding;

namespace CreditShare.Fuzz;

/// <summary>Makes inputs one after the other, has each tried, and counts what came. Everything but the speed follows from the seed.</summary>
internal sealed class Campaign(int seed, string folder)
{
    private readonly InputMaker maker = new(Corpus.Names.Select(Corpus.Load));
    private readonly SortedDictionary<string, long> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Finding Finding, long Place, long Times)> findings = [];

    public long Inputs { get; private set; }

    /// <summary>Records without a fault among what was taken.</summary>
    public long Whole { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public IReadOnlyDictionary<string, long> Outcomes => outcomes;

    /// <summary>By signature: the first of its kind, and how often it came.</summary>
    public IReadOnlyDictionary<string, (Finding Finding, long Place, long Times)> Findings => findings;

    /// <returns>What was found for the first time; null if nothing was.</returns>
    public async Task<(Finding Finding, FuzzInput Input)?> NextAsync()
    {
        var input = maker.Make(seed, Inputs++);
        var begin = TimeProvider.System.GetTimestamp();
        var (finding, outcome) = await Trial.RunAsync(input, folder);
        var taken = TimeProvider.System.GetElapsedTime(begin);
        Slowest = taken > Slowest ? taken : Slowest;
        if (outcome is not null)
            Count(outcome);
        if (finding is null)
            return null;
        var known = findings.TryGetValue(finding.Signature, out var found);
        findings[finding.Signature] = known ? found with { Times = found.Times + 1 } : (finding, Inputs - 1, 1);
        return known ? null : (finding, input);
    }

    private void Count(Outcome outcome)
    {
        Add(outcome.Refusal is { } refusal ? $"refused {refusal.Code}" : "taken");
        foreach (var record in outcome.Refusal is null ? outcome.Records : [])
        {
            if (record.Record.Faults is null)
                Whole++;
            foreach (var reason in record.Record.Faults is { } faults ? DecisionJson.ReadReasons(faults) : [])
                Add($"fault {reason.Code}");
            foreach (var change in record.Changes)
                Add($"change {change.Rule}");
        }
    }

    private void Add(string what) => outcomes[what] = outcomes.GetValueOrDefault(what) + 1;

    public string Report(TimeSpan taken) => string.Create(CultureInfo.InvariantCulture,
        $"seed {seed}: {Inputs} inputs in {taken.TotalMinutes:0.0} min, {Inputs / taken.TotalSeconds:0} a second, slowest {Slowest.TotalSeconds:0.00} s, {Whole} records without a fault, {outcomes.Count} kinds of outcome, {findings.Count} findings");
}
