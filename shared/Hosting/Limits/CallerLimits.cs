using System.Globalization;
using System.Threading.RateLimiting;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Limits;

/// <summary>
/// How much each agency, or each subject's representative, has left in this process: calls in the minute, subjects in the day. Every limited call takes one of each; one about a list of
/// subjects takes the others by <see cref="TakeSubjectsAsync"/>, before it reads anything.
/// </summary>
public sealed class CallerLimits : IDisposable
{
    private const string Unlimited = "";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly LimitOptions options;
    private readonly RefusalDamper refusals;
    private readonly PartitionedRateLimiter<HttpContext> calls;
    private readonly PartitionedRateLimiter<HttpContext> subjects;

    public CallerLimits(IOptions<LimitOptions> options, RefusalDamper refusals)
    {
        this.options = options.Value;
        this.refusals = refusals;
        calls = Create(Minute, this.options.CallsOf);
        subjects = Create(Day, this.options.SubjectsOf);
        // Minute first: a call that is refused for its haste must not cost anything of the day.
        Limiter = PartitionedRateLimiter.CreateChained(calls, subjects);
    }

    internal PartitionedRateLimiter<HttpContext> Limiter { get; }

    /// <summary>Takes what a call about several subjects needs beside the one that it has taken already.</summary>
    /// <param name="context">The call.</param>
    /// <param name="more">Subjects beyond the first; 0 or more.</param>
    /// <returns>Null if they are granted; else the answer to give, 429, whose refusal is in the exchange log.</returns>
    public async Task<IResult?> TakeSubjectsAsync(HttpContext context, int more)
    {
        if (more == 0 || KeyOf(context) is null)
            return null;
        // More than a whole day's can never be granted.
        using var lease = more <= options.SubjectsOf(context.User.Agency()) ? subjects.AttemptAcquire(context, more) : null;
        return lease is { IsAcquired: true } ? null : await RefuseAsync(context, lease, more);
    }

    /// <summary>Records the refusal, once in a flood, and makes its answer.</summary>
    internal async Task<ProblemHttpResult> RefuseAsync(HttpContext context, RateLimitLease? lease, int needed = 1)
    {
        var agency = context.User.Agency();
        var isMinute = calls.GetStatistics(context)?.CurrentAvailablePermits == 0;
        var reason = isMinute ? "calls-per-minute" : "subjects-per-day";
        await refusals.RecordAsync(context, StatusCodes.Status429TooManyRequests, reason, RefusalDamper.OneInAFlood);
        var after = lease is not null && lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : isMinute ? Minute : Day;
        var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return isMinute
            ? Problem.Of(429, "rate-limited", $"每分钟最多 {options.CallsOf(agency)} 次调用，请在 {seconds} 秒后再试。", $"There are {options.CallsOf(agency)} calls a minute at most; try again in {seconds} s.")
            : Problem.Of(
                429, "rate-limited", $"二十四小时内最多查询 {options.SubjectsOf(agency)} 个主体，剩余 {Left(subjects, context)} 个，本次需要 {needed} 个；请在 {seconds} 秒后再试，或与信用专委会商定限额。",
                $"There are {options.SubjectsOf(agency)} subjects in 24 hours at most, {Left(subjects, context)} are left and {needed} were asked for; try again in {seconds} s, or settle another limit with the committee.");
    }

    /// <summary>Says on every limited answer what is allowed and what is left (draft-ietf-httpapi-ratelimit-headers).</summary>
    internal void Announce(HttpContext context)
    {
        if (KeyOf(context) is null)
            return;
        var agency = context.User.Agency();
        context.Response.Headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture, $"\"calls\";q={options.CallsOf(agency)};w={(int)Minute.TotalSeconds}, \"subjects\";q={options.SubjectsOf(agency)};w={(int)Day.TotalSeconds}");
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"calls\";r={Left(calls, context)}, \"subjects\";r={Left(subjects, context)}");
    }

    public void Dispose()
    {
        Limiter.Dispose();
        calls.Dispose();
        subjects.Dispose();
    }

    private static long Left(PartitionedRateLimiter<HttpContext> limiter, HttpContext context) => limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;

    private static PartitionedRateLimiter<HttpContext> Create(TimeSpan window, Func<string?, int> permits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        KeyOf(context) is not { } key
            ? RateLimitPartition.GetNoLimiter(Unlimited)
            : RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits(context.User.Agency()), Window = window, QueueLimit = 0 }));

    /// <summary>Whose allowance a call takes from; null where none is limited.</summary>
    private static string? KeyOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LimitedPerCallerAttribute>() is null || context.User.Account() is null ? null
        : context.User.Agency() is { } agency ? $"agency {agency}"
        : context.User.Subject() is { } subject ? $"subject {subject}" : null;
}

/// <summary>Endpoint metadata, an attribute where the endpoint is a page: calls are limited by agency, or by a representative's subject.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitedPerCallerAttribute : Attribute;
