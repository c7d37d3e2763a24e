using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts together what a resource is started with.</summary>
public interface IExecutionConfigurationBuilder
{
    /// <summary>Adds a gatherer; gatherers are called in the order in which they were added.</summary>
    IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer);

    /// <summary>Calls the gatherers and resolves what they gave: values when the application runs, manifest expressions when it is published.</summary>
    Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default);
}
