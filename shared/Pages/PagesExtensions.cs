using System.Reflection;
using System.Text.Unicode;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Settings;
using CreditShare.Pages.Frame;
using CreditShare.Pages.Language;
using CreditShare.Pages.Problems;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;

namespace CreditShare.Pages;

/// <summary>
/// What the pages of all services have alike: frame, language, sign-in and session, headers, refusals that a person can read. Pages are Blazor components rendered on the server, without a script of
/// the framework; each names its scope by <c>[Authorize(Policy = Scopes.…)]</c>, and is reached by a session's cookie alone, as the REST endpoints are by a token alone.
/// </summary>
public static class PagesExtensions
{
    /// <summary>Before <c>AddServiceDefaults</c> or after it: the order does not matter.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // Chinese as it is: as numbers it would be three times as long.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddCascadingAuthenticationState();
        services.AddLanguages();
        var section = builder.Configuration.GetSection(SignInOptions.Section);
        services.AddSettings<SignInOptions>(section, options => options.Faults());
        var signIn = section.ReadSettings<SignInOptions>();
        services.AddSessions(signIn, builder.Environment.IsDevelopment());
        if (signIn.KeysFolder is { Length: > 0 } folder)
            services.AddDataProtection().SetApplicationName("CreditShare").PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "creditshare-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.HeaderName = "RequestVerificationToken";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddScoped<Visitor>();
        // Before the writer for programs, which writes whatever is asked for.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPages>());
    }

    /// <summary>After <c>UseServiceDefaults</c>, before pages are mapped.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UsePageHeaders();
        app.UseLanguages();
        app.UseAntiforgery();
        app.UseFormCheck();
    }

    /// <summary>The pages of these libraries, in one frame.</summary>
    public static void MapPages(this WebApplication app, params Assembly[] pages)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddAdditionalAssemblies(pages)
            .Add(endpoint => endpoint.Metadata.Add(BySession.Instance));
        LanguageEndpoint.Map(app);
        SignInEndpoints.Map(app);
    }
}
