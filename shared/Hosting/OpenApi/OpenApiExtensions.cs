using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace CreditShare.Hosting.OpenApi;

public static class OpenApiExtensions
{
    public static IServiceCollection AddCreditShareOpenApi(this IServiceCollection services, string title) =>
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = title;
            document.Info.Version = "v1";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "Access token of a city bureau, an agency, an auditor or an operator.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        }));

    /// <summary>The page writes its own styles, so these alone may stand inline; scripts are those of the page, by its nonce, and what they load from here.</summary>
    private static void Restrict(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }

    /// <summary>The document at <c>/openapi/v1.json</c>, readable at <c>/docs</c>; everything from this process, nothing from elsewhere.</summary>
    public static void MapCreditShareOpenApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/docs", options =>
        {
            options.DefaultFonts = false;
            options.HideClientButton = true;
            options.DisableTelemetry();
            options.DisableAgent();
            options.DisableMcp();
            options.HideDeveloperTools();
            options.WithNonce();
        }).AllowAnonymous().AddEndpointFilter(async (context, next) =>
        {
            var answer = await next(context);
            Restrict(context.HttpContext);
            return answer;
        });
    }
}
