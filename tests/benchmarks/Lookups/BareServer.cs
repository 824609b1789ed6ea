using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>What HTTP costs by itself: Kestrel and a minimal API that gives everybody the same KiB. A process of its own, as the service that it is held against.</summary>
internal static class BareServer
{
    public const string Command = "serve-bare";

    private const int BodyLength = 1024;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', BodyLength - 11)}}"}""");

    public static async Task<int> RunAsync()
    {
        await using var app = Build();
        app.MapGet(Path, () => Answer);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Where a lookup stands.</summary>
    internal const string Path = "/v1/subjects/{uscc}/punishments";

    internal static IResult Answer => TypedResults.Bytes(Body, "application/json; charset=utf-8");

    /// <summary>Without logging; listens where <c>Urls</c> says.</summary>
    internal static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/live", () => "live");
        return app;
    }
}
