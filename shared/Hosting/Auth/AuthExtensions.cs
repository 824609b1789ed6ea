using CreditShare.Hosting.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Hosting.Auth;

public static class AuthExtensions
{
    /// <summary>Bearer tokens by section <c>Auth</c>, one policy a scope, everything else denied.</summary>
    public static IServiceCollection AddCreditShareAuth(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Auth");
        services.AddSettings<AuthOptions>(section, options => options.Faults());
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthOptions>, TimeProvider>((jwt, auth, time) => Configure(jwt, auth.Value, time));
        services.AddAuthorization(ScopePolicies.Add);
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>();
        return services;
    }

    private static void Configure(JwtBearerOptions jwt, AuthOptions auth, TimeProvider time)
    {
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(new RememberingTokenHandler(time) { MapInboundClaims = false });
        // Nobody hands the token on.
        jwt.SaveToken = false;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = auth.Audience,
            ValidIssuer = auth.Issuer,
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = Caller.AccountClaim,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
        };
        if (auth.KeysFile is { Length: > 0 })
            jwt.TokenValidationParameters.IssuerSigningKeys = auth.ReadKeys();
        else
            jwt.Authority = auth.Authority;
    }
}
