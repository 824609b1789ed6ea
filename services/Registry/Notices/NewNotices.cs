using CreditShare.Hosting.Waking;

namespace CreditShare.Registry.Notices;

/// <summary>Says that there are new notices, to whoever sends them on.</summary>
internal sealed class NewNotices(NoticeMetrics metrics)
{
    public WakeSignal Signal { get; } = new();

    public void Opened(int count)
    {
        metrics.Opened(count);
        Signal.Wake();
    }
}
