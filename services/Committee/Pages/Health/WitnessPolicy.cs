using CreditShare.Pages.Showing;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Health;

/// <summary>Whether the checkpoint that is shown is witnessed as the policy asks: the rule by which the registry calls itself degraded.</summary>
internal static class WitnessPolicy
{
    /// <param name="published">The checkpoint that is shown; null before the first.</param>
    /// <param name="within">How old its cosignatures may be.</param>
    /// <param name="now">UTC.</param>
    /// <returns>What is wrong, in Chinese and English, without a stop; null if nothing is.</returns>
    public static (string Zh, string En)? Fault(PublishedCheckpoint? published, TimeSpan within, DateTimeOffset now)
    {
        if (published is null)
            return ("日志尚未公布检查点", "The log has shown no checkpoint yet");
        if (published.Cosignatures < published.Quorum)
            return ($"检查点只有 {published.Cosignatures} 个见证签名，应有 {published.Quorum} 个", $"The checkpoint has {Shown.Count(published.Cosignatures, "cosignature")} of the {published.Quorum} asked for");
        // Without a policy nobody is asked again, and no age says anything.
        return published.Quorum > 0 && now - published.WitnessedAt is { } age && age > within
            ? ($"检查点的见证签名已有 {Shown.Span(age)} 没有更新", $"The checkpoint was last cosigned {Shown.Span(age)} ago") : null;
    }
}
