using CreditShare.Domain.Records;

namespace CreditShare.Registry.Tests.Lifecycle;

/// <summary>
/// The rules of a record's life once more, as plainly as they can be said, for one bureau that sends in order and without numbers: what each change ends in, and which records a lookup shows on a day.
/// For decisions since 2026-04-01. It shares nothing with the product but the words for changes.
/// </summary>
internal sealed class PlainModel
{
    private readonly Dictionary<string, Life> lives = [];

    /// <summary>What a bureau sends.</summary>
    /// <param name="Fine">The fact's one variable: yuan; 0 for a warning.</param>
    /// <param name="DutyMet">Of a repair.</param>
    /// <param name="Upheld">Of a settlement.</param>
    internal sealed record Sent(string Id, ChangeKind Change, DateOnly Decided, int Fine, DateOnly DutyMet, bool Upheld);

    /// <returns>accepted, repeated or rejected.</returns>
    public string Take(Sent sent, DateOnly today)
    {
        var life = lives.GetValueOrDefault(sent.Id);
        if (life is null)
        {
            if (sent.Change is not (ChangeKind.Submit or ChangeKind.Correct))
                return "rejected";
            lives[sent.Id] = life = new();
            return life.Accept(sent, sent.Fine);
        }
        // What states no fact speaks of the present one.
        var fine = sent.Change is ChangeKind.Submit or ChangeKind.Correct || sent is { Change: ChangeKind.Resolve, Upheld: true } ? sent.Fine : life.Fine;
        if (life.Says(sent, fine) || (sent.Change == ChangeKind.Submit && life.WasSubmitted.Contains(fine)))
            return "repeated";
        var refused = sent.Change switch
        {
            ChangeKind.Submit => life.Ended,
            // None of these histories gives the reason that revoking a repair takes.
            ChangeKind.Correct => life.Repaired,
            ChangeKind.Repair => life.Ended || sent.DutyMet > today || sent.DutyMet < sent.Decided || today < Earliest(sent.Decided, fine),
            ChangeKind.Dispute => life.Disputed,
            ChangeKind.Resolve => !life.Unanswered || (sent.Upheld && fine == life.Fine),
            _ => false,
        };
        return refused ? "rejected" : life.Accept(sent, fine);
    }

    /// <summary>Ids that a lookup shows, with whether the mark of an objection is on them.</summary>
    public IEnumerable<(string Id, bool Disputed)> Shown(DateOnly day) =>
        lives.Where(life => !life.Value.Ended && day >= life.Value.Decided && Last(life.Value.Decided, life.Value.Fine) is { } last && day <= last).Select(life => (life.Key, life.Value.Disputed));

    private static DateOnly Earliest(DateOnly decided, int fine) => fine == 0 ? decided : decided.AddMonths(fine >= 500_000 ? 12 : 3).AddDays(1);

    private static DateOnly? Last(DateOnly decided, int fine) => fine == 0 ? null : decided.AddMonths(fine >= 500_000 ? 36 : 12);

    private sealed class Life
    {
        private (ChangeKind, int, DateOnly?, bool) last;

        public DateOnly Decided { get; private set; }

        public int Fine { get; private set; }

        public bool Ended { get; private set; }

        public bool Repaired { get; private set; }

        public bool Disputed { get; private set; }

        /// <summary>Whether nothing was said yet of how the last objection was settled.</summary>
        public bool Unanswered { get; private set; }

        public HashSet<int> WasSubmitted { get; } = [];

        public bool Says(Sent sent, int fine) => last == Word(sent, fine);

        public string Accept(Sent sent, int fine)
        {
            (Decided, Fine, last) = (sent.Decided, fine, Word(sent, fine));
            if (sent.Change == ChangeKind.Submit)
                WasSubmitted.Add(fine);
            // An objection to a record that has ended opens nothing; what ends a record ends the objection to it.
            Disputed = sent.Change switch
            {
                ChangeKind.Dispute => Disputed || !Ended,
                ChangeKind.Submit or ChangeKind.Correct => Disputed,
                _ => false,
            };
            Unanswered = sent.Change == ChangeKind.Dispute || (Unanswered && sent.Change != ChangeKind.Resolve);
            Ended = sent.Change is ChangeKind.Withdraw or ChangeKind.Repair || (Ended && sent.Change is ChangeKind.Dispute or ChangeKind.Resolve);
            Repaired = sent.Change == ChangeKind.Repair || (Repaired && sent.Change is ChangeKind.Dispute or ChangeKind.Resolve);
            return "accepted";
        }

        private static (ChangeKind, int, DateOnly?, bool) Word(Sent sent, int fine) =>
            (sent.Change, fine, sent.Change == ChangeKind.Repair ? sent.DutyMet : null, sent.Change == ChangeKind.Resolve && sent.Upheld);
    }
}
