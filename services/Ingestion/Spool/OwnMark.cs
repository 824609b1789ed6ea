using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Spool;

/// <summary>The mark of an objection that the city set itself, as its bureau must answer it: the same time as for any other.</summary>
/// <param name="SourceId">The bureau's id of the record.</param>
/// <param name="Version">The version that set it.</param>
/// <param name="Subject">Code of whom the record is about; null if the decision did not say.</param>
/// <param name="ReceivedOn">Day of receipt, China's calendar.</param>
/// <param name="IsReview">Whether it asks for a review of how an earlier one was settled.</param>
/// <param name="Number">The bureau's number of it; null for none.</param>
/// <param name="Grounds">Why, as the bureau said; null where that is not known any more.</param>
/// <param name="SettleBy">Fifth working day.</param>
/// <param name="AtLatest">Twentieth working day.</param>
internal sealed record OwnMark(string SourceId, int Version, string? Subject, DateOnly ReceivedOn, bool IsReview, string? Number, string? Grounds, DateOnly SettleBy, DateOnly AtLatest)
{
    /// <summary>Names it among all objections: what the registry tells of has ids without a colon.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"own:{SourceId}:{Version}");

    public OpenObjection Open => new(ReceivedOn, IsReview ? DisputeStage.Review : DisputeStage.Objection);

    /// <param name="open">What is open by the rule of all.</param>
    /// <param name="sourceId">The record.</param>
    /// <param name="version">The version that opened it.</param>
    /// <param name="subject">Of the record.</param>
    /// <param name="stated">What that version says; null where that is not known.</param>
    /// <param name="calendar">China's working days.</param>
    public static OwnMark Of(OpenObjection open, string sourceId, int version, string? subject, CreditRecord? stated, WorkingDays calendar)
    {
        var clock = ObjectionClock.From(open.ReceivedOn, calendar);
        return new(sourceId, version, subject, open.ReceivedOn, open.Stage == DisputeStage.Review, stated?.Dispute?.Number, stated?.ChangeReason, clock.DueOn, clock.LatestOn);
    }
}
