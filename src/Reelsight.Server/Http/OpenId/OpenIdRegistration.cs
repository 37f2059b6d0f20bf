using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Reelsight.Fetch;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.OpenId;

/// <summary>
/// Registers the framework's own handler of OpenID Connect: authorization code with PKCE, state and nonce. It only finds out who somebody
/// is; the session is the server's own (<see cref="OpenIdSignIn"/>).
/// </summary>
internal static class OpenIdRegistration
{
    internal const string Scheme = "openid";

    /// <summary>The handler must be told who would sign people in. Nobody does: the ticket is used up before.</summary>
    private const string UnusedScheme = "unused";

    /// <summary>Where the issuer sends the browser back to.</summary>
    internal const string CallbackPath = "/sign-in/openid/callback";

    internal static void AddOpenId(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<OpenIdSignIn>();
        if (settings.OpenId.Issuer is not { } issuer)
        {
            return;
        }

        // What the handler keeps in cookies for the minutes of a sign-in outlives a restart.
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDir, "sign-in-keys")));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddAuthentication().AddCookie(UnusedScheme).AddOpenIdConnect(Scheme, options => Configure(options, settings, issuer));
    }

    private static void Configure(OpenIdConnectOptions options, ServerSettings settings, Uri issuer)
    {
        options.Authority = issuer.AbsoluteUri;
        options.ClientId = settings.OpenId.ClientId;
        options.ClientSecret = settings.OpenId.ClientSecret;
        options.RequireHttpsMetadata = issuer.Scheme == Uri.UriSchemeHttps;
        options.CallbackPath = CallbackPath;
        options.SignInScheme = UnusedScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.Scope.Add("email");
        // The issuer sends the browser back by a link, with which these cookies go along; without TLS no laxer ones could be set.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.BackchannelHttpHandler = GuardedHandler.Create(issuer);
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            if (settings.PublicUrl is { } url)
            {
                context.ProtocolMessage.RedirectUri = url.AbsoluteUri.TrimEnd('/') + CallbackPath;
            }

            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = async context =>
        {
            var signIn = context.HttpContext.RequestServices.GetRequiredService<OpenIdSignIn>();
            var address = await signIn.FinishAsync(context.HttpContext, issuer, context.Principal!);
            context.HandleResponse();
            context.Response.Redirect(address);
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<OpenIdSignIn>().Refuse(context.HttpContext, context.Failure);
            context.HandleResponse();
            context.Response.Redirect(OpenIdSignIn.GetRefusedAddress("failed"));
            return Task.CompletedTask;
        };
    }
}
