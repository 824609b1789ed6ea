using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CreditShare.OpenIdProvider;

/// <summary>The one client, the pages: who it is and where its users may be sent back to.</summary>
/// <param name="secret">What it has to show for a token; null if it has none.</param>
public sealed class ClientRules(string? secret)
{
    public const string ClientId = "creditshare-pages";
    public const string SignInPath = "/signin-oidc";
    public const string SignOutPath = "/signout-callback-oidc";

    internal void AddTo(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.ClientId != ClientId)
                request.Reject(Errors.InvalidClient, "There is no such client.");
            else if (!IsOurs(request.RedirectUri, SignInPath))
                request.Reject(Errors.InvalidRequest, "The client is not at this redirect_uri.");
            return ValueTask.CompletedTask;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.ClientId != ClientId || !IsSecret(request.ClientSecret))
                request.Reject(Errors.InvalidClient, "There is no such client, or its secret is another.");
            return ValueTask.CompletedTask;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.PostLogoutRedirectUri is not null && !IsOurs(request.PostLogoutRedirectUri, SignOutPath))
                request.Reject(Errors.InvalidRequest, "The client is not at this post_logout_redirect_uri.");
            return ValueTask.CompletedTask;
        }));
    }

    /// <summary>Tests start the pages at any free port of this machine.</summary>
    private static bool IsOurs(string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.PathAndQuery == path;

    private bool IsSecret(string? shown) =>
        secret is null ? shown is null : shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(secret));
}
