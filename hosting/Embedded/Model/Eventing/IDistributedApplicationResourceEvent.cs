using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Eventing;

/// <summary>An event about one resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>The resource.</summary>
    IResource Resource { get; }

    /// <summary>The services of the host.</summary>
    /// <exception cref="NotSupportedException">The event carries no services.</exception>
    IServiceProvider Services => throw new NotSupportedException($"The event {GetType().Name} carries no services.");

    /// <summary>The resource's log.</summary>
    /// <exception cref="NotSupportedException">The event carries no services.</exception>
    ILogger Logger => Services.GetRequiredService<ResourceLoggerService>().GetLogger(Resource);
}
