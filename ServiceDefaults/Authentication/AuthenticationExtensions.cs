using System.Security.Claims;
using Lab.ServiceDefaults.Authentication.Login;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Authentication;

internal static class AuthenticationExtensions
{
    public static void AddCallerAuthentication(this IHostApplicationBuilder builder)
    {
        var settings = AuthenticationSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        if (settings.SigningKey is not null)
        {
            builder.Services.AddSingleton<AccessTokens>();
            builder.Services.AddSingleton<LoginCodes>();
        }

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = Validation(settings);
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = SessionCookie.ReadAsync,
                OnTokenValidated = context =>
                {
                    if (context.Principal?.Identity is ClaimsIdentity identity)
                    {
                        RoleClaims.Lift(identity, settings.RoleClaim);
                    }

                    return Task.CompletedTask;
                },
            };

            if (settings.Authority is { } authority)
            {
                bearer.Authority = authority.AbsoluteUri;
                bearer.Audience = settings.Audience;
                bearer.RequireHttpsMetadata = authority.Scheme == Uri.UriSchemeHttps;
            }
        });

        // Nothing here is protected by it, and at start it would write a key to the user's folder.
        foreach (var service in builder.Services.Where(IsDataProtectionStart).ToArray())
        {
            builder.Services.Remove(service);
        }
    }

    private static bool IsDataProtectionStart(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && !service.IsKeyedService && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly;

    private static TokenValidationParameters Validation(AuthenticationSettings settings)
    {
        var validation = new TokenValidationParameters
        {
            NameClaimType = TokenNames.Name,
            RoleClaimType = TokenNames.Roles,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
        if (settings.SigningKey is { } key)
        {
            validation.ValidIssuer = TokenNames.Lab;
            validation.ValidAudience = TokenNames.Lab;
            validation.IssuerSigningKey = key;
            validation.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        }

        return validation;
    }
}
