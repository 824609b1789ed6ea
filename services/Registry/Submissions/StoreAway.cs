using MassTransit;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Submissions;

/// <summary>Says of a queue that it stands still because the store is away: with nothing set aside, nobody would see it.</summary>
internal sealed class StoreAway(ILogger logger, string queue) : IRetryObserver
{
    public Task PostFault<T>(RetryContext<T> context)
        where T : class, PipeContext
    {
        Log.StoreAway(logger, queue, context.RetryAttempt, context.Exception);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task PreRetry<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;
}
