using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;

namespace CreditShare.Domain.Reports;

/// <summary>Computes reports out of the very answers that a lookup would get, so that a report holds nothing that the agency could not have asked for.</summary>
public sealed class ReportBuilder(AnswerBuilder answers)
{
    /// <param name="question">Who asks about whom, what for; <see cref="Asked.Report"/>.</param>
    /// <param name="past">What is held about the subject.</param>
    /// <param name="logEntry">Id of the entry that will say so.</param>
    /// <param name="now">UTC, in milliseconds.</param>
    public CreditReport Build(LookupQuestion question, PastProfile past, string logEntry, DateTimeOffset now)
    {
        var punishments = Answer(Asked.Punishments);
        var rewards = Answer(Asked.Rewards).Measures!;
        var records = Answer(Asked.Records).Records!;
        var found = punishments.Measures!.Count + rewards.Count + records.Count > 0;
        return new CreditReport
        {
            LogEntry = logEntry,
            IssuedAt = now,
            Result = found ? "found" : "none-found",
            Subject = punishments.Subject,
            Asked = punishments.Asked,
            Registry = punishments.Registry,
            Punishments = punishments.Measures!,
            Rewards = rewards,
            Records = records,
            Withheld = punishments.Withheld,
            Notes = [.. ReportNotes.Of(found, punishments.Measures!.Count > 0, records.Any(record => record.Disputed), punishments.Withheld)],
        };

        LookupAnswer Answer(string asked) => answers.Build(question with { Asked = asked }, past, logEntry, now);
    }
}
