using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Following;

/// <summary>All followers of the log, each on its own way.</summary>
internal sealed class Followings(
    IEnumerable<ILogFollower> followers, ILogStore log, IPlaceStore places, FollowingMetrics metrics, TimeProvider time, ILogger<LogFollowing> logger)
{
    // Owned by the sequencing loop.
    private long size = -1;

    public IReadOnlyList<LogFollowing> All { get; } = [.. followers.Select(follower => new LogFollowing(follower, log, places, metrics, time, logger))];

    /// <summary>Said by the sequencer; wakes the followers if there is something new.</summary>
    public void SequencedUpTo(long sequenced)
    {
        if (sequenced == size)
            return;
        size = sequenced;
        foreach (var following in All)
            following.Signal.Wake();
    }
}
