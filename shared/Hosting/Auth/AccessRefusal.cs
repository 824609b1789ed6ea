namespace CreditShare.Hosting.Auth;

/// <summary>A request refused for want of a token (401), of a right (403), or above its limit (429).</summary>
/// <param name="At">UTC.</param>
/// <param name="Account">Null without a valid token.</param>
/// <param name="City">From the token.</param>
/// <param name="Agency">From the token.</param>
/// <param name="Route">Method and route pattern, never the raw address: that may name a subject.</param>
/// <param name="Status">401, 403 or 429.</param>
/// <param name="Reason">Stable code of what was missing.</param>
/// <param name="Repeated">0 for one request; else this is the sum of so many like it, which have no entries of their own.</param>
/// <param name="Since">When those began (UTC); null for one request.</param>
public sealed record AccessRefusal(DateTimeOffset At, string? Account, string? City, string? Agency, string Route, int Status, string Reason, int Repeated = 0, DateTimeOffset? Since = null);

/// <summary>Puts refusals where the exchange log gets them; ingestion hands them to the registry, the central services stage them themselves.</summary>
public interface IAccessRefusalRecorder
{
    /// <summary>Durable when the task ends; only then is the refusal answered.</summary>
    Task RecordAsync(AccessRefusal refusal, CancellationToken ct);
}

/// <summary>Endpoint metadata: which recorder its refusals go to. In one process several services have theirs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RefusalsRecordedByAttribute(Type recorder) : Attribute
{
    /// <summary>Registered as this type.</summary>
    public Type Recorder { get; } = recorder;
}
