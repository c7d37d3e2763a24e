using Lab.Hosting.Embedded.Logs;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Registers what holds the resources' states, logs and commands.</summary>
internal static class ResourceStateServices
{
    public static IServiceCollection AddResourceStates(this IServiceCollection services, DistributedApplicationOptions options)
    {
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<TimeProvider>(), provider.GetService<IResourceLogSink>()));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider));

        // Who sees no dashboard could not start again by hand what an unavailable dependency needs.
        services.Configure<ResourceNotificationServiceOptions>(o => o.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        return services;
    }
}
