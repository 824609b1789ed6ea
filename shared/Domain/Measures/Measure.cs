using CreditShare.Domain.Law;
using CreditShare.Domain.Members;

namespace CreditShare.Domain.Measures;

/// <summary>What a measure does.</summary>
public enum MeasureKind
{
    /// <summary>Cuts rights or adds duties; needs a law or administrative regulation.</summary>
    Punishment,

    /// <summary>Closer checks.</summary>
    Check,

    /// <summary>Disclosure or notice.</summary>
    Disclosure,

    /// <summary>Reward.</summary>
    Reward,
}

/// <summary>A measure of joint reward or punishment: what follows from which records, on which basis, where and for how long.</summary>
public sealed record Measure
{
    /// <summary>Such as <c>M01</c>; the same through all editions.</summary>
    public required string Id { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    public required MeasureKind Kind { get; init; }

    /// <summary>True where the law leaves the agency no choice.</summary>
    public required bool Binding { get; init; }

    /// <summary>Any one of them is enough. Empty for a measure that no record triggers by itself.</summary>
    public required IReadOnlyList<MeasureTrigger> Triggers { get; init; }

    public required IReadOnlyList<Basis> Basis { get; init; }

    /// <summary>Provinces (two digits) on whose list it is published; empty for the national list.</summary>
    public IReadOnlyList<string> Provinces { get; init => field = value ?? []; } = [];

    public required MeasureDuration Duration { get; init; }

    /// <summary>Kinds of agency charged with it.</summary>
    public required IReadOnlyList<string> ChargedKinds { get; init; }

    /// <summary>Working days in which a charged agency answers.</summary>
    public required int DeadlineWorkingDays { get; init; }

    public required string Sure { get; init; }

    public required bool Verified { get; init; }

    public string? Note { get; init; }

    /// <summary>A measure may be taken only where it is published (浙江省公共信用信息管理条例 art. 28).</summary>
    public bool IsPublishedIn(string city) => Provinces.Count == 0 || Provinces.Contains(city[..2]);

    /// <summary>Whether it is the agency that carries it out.</summary>
    public bool Charges(Agency agency) => agency.Kinds.Any(ChargedKinds.Contains);
}

/// <summary>Records that trigger a measure.</summary>
public sealed record MeasureTrigger
{
    public required string Item { get; init; }

    /// <summary>Least severity; null for any.</summary>
    public Catalogue.Severity? MinSeverity { get; init; }

    /// <summary>Any of these penalty kinds; empty for any.</summary>
    public IReadOnlyList<string>? PenaltyKinds { get; init; }
}

/// <summary>How long a measure lasts. It never outlasts the record behind it.</summary>
/// <param name="MostYears">Years from the decision; null as long as the record is shared.</param>
public sealed record MeasureDuration(int? MostYears);
