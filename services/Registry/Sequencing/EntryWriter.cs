using CreditShare.Hosting.Waking;
using CreditShare.Storage;

namespace CreditShare.Registry.Sequencing;

/// <summary>Stages the registry's own entries and wakes the sequencer.</summary>
internal sealed class EntryWriter(ILogStore log, WakeSignal signal, TimeProvider time)
{
    /// <summary>UTC, as entries state it.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    public async Task StageAsync(IReadOnlyList<StagedEntry> entries, CancellationToken ct)
    {
        await log.StageAsync(entries, ct);
        signal.Wake();
    }

    /// <summary>Says that entries were staged by other means, together with what they record.</summary>
    public void Wake() => signal.Wake();
}
