using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Problems;

/// <summary>Which exceptions mean that a part of the system is away: 503, try again; and which that it cannot hold so much.</summary>
public sealed class UnavailableExceptions
{
    internal HashSet<Type> Types { get; } = [typeof(TimeoutException)];

    internal HashSet<Type> Limits { get; } = [];

    /// <summary>Exceptions of this type become 503 with <c>Retry-After</c>.</summary>
    public void Add<T>() where T : Exception => Types.Add(typeof(T));

    /// <summary>Exceptions of this type become 422: what had to be kept of the call, with its answer, is larger than can be kept, so nothing was done.</summary>
    public void AddLimit<T>() where T : Exception => Limits.Add(typeof(T));
}

public static class ProblemsExtensions
{
    private const int RetryAfterSeconds = 2;

    public static IServiceCollection AddCreditShareProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options => Json(options.SerializerOptions));
        services.AddOptions<ExceptionHandlerOptions>().Configure<IOptions<UnavailableExceptions>>((options, unavailable) =>
            options.StatusCodeSelector = exception => exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ when unavailable.Value.Types.Contains(exception.GetType()) => StatusCodes.Status503ServiceUnavailable,
                _ when unavailable.Value.Limits.Contains(exception.GetType()) => StatusCodes.Status422UnprocessableEntity,
                _ => StatusCodes.Status500InternalServerError,
            });
        return services;
    }

    /// <summary>Every answer without a body of its own becomes problem details, and every exception too.</summary>
    public static void UseCreditShareProblems(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
                    context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            await next(context);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>JSON as all answers have it: camel case, enumerations as words, Chinese as it is, nothing absent written.</summary>
    public static void Json(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }
}
