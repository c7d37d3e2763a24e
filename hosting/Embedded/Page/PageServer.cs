using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Page.Access;
using Lab.Hosting.Embedded.Page.Api;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Page;

/// <summary>Composes the web server of the page. It is one of its own: the host's configuration of web servers does not reach it.</summary>
internal static class PageServer
{
    private const int LongestRequest = 16 * 1024;

    public static WebApplication Build(IServiceProvider host, int port, PageAccess access, Func<Uri> createLoginLink, TimeProvider timeProvider)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestRequest;
            kestrel.ListenLocalhost(port);
        });
        builder.Logging.AddProvider(new ForwardingLoggerProvider(host.GetRequiredService<ILoggerFactory>())).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        AddServices(builder.Services, host, access, timeProvider);

        var application = builder.Build();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseMiddleware<RequestGuard>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapPage(access);
        var api = application.MapGroup("/api");
        api.MapApplication(host.GetRequiredService<IConfiguration>(), createLoginLink, timeProvider.GetUtcNow());
        api.MapResources();
        api.MapLogs();
        api.MapCommands(host.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return application;
    }

    private static void AddServices(IServiceCollection services, IServiceProvider host, PageAccess access, TimeProvider timeProvider)
    {
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.AddSingleton(timeProvider);
        services.AddSingleton(access);
        services.AddSingleton(host.GetRequiredService<DistributedApplicationModel>());
        services.AddSingleton(host.GetRequiredService<ResourceNotificationService>());
        services.AddSingleton(host.GetRequiredService<ResourceLoggerService>());
        services.AddSingleton(host.GetRequiredService<ResourceCommandService>());
        services.AddSingleton(host.GetRequiredService<SecretMask>());
        services.AddSingleton<ResourceViews>();
        services.AddSingleton<ResourceChanges>();
        services.AddAuthentication(PageAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, PageAuthentication>(PageAuthentication.Scheme, configureOptions: null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(PageAuthentication.Scheme).RequireAuthenticatedUser().Build());
    }
}
