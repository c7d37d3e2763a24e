using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gathers the arguments that a resource's annotations give.</summary>
internal sealed class ArgumentsGatherer : IExecutionConfigurationGatherer
{
    public async ValueTask GatherAsync(IExecutionConfigurationGathererContext context, IResource resource, ILogger resourceLogger, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        var callbackContext = new CommandLineArgsCallbackContext(context.Arguments, resource, cancellationToken)
        {
            ExecutionContext = executionContext,
            Logger = resourceLogger,
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(callbackContext).ConfigureAwait(false);
        }
    }
}
