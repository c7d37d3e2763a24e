using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Gets the resources that a resource depends on: those it waits for, lives within, or is given values of.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="executionContext">Whether the application runs or is published.</param>
    /// <param name="mode">Whether what those depend on counts too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlySet<IResource>> GetResourceDependenciesAsync(
        this IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ResourceDependencyDiscoveryMode mode = ResourceDependencyDiscoveryMode.Recursive,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(executionContext);
        HashSet<IResource> dependencies = [];
        Queue<IResource> open = new([resource]);
        while (open.TryDequeue(out var next))
        {
            foreach (var dependency in await DirectDependenciesAsync(next, executionContext, cancellationToken).ConfigureAwait(false))
            {
                if (dependency != resource && dependencies.Add(dependency) && mode is ResourceDependencyDiscoveryMode.Recursive)
                {
                    open.Enqueue(dependency);
                }
            }
        }

        return dependencies;
    }

    private static async Task<HashSet<IResource>> DirectDependenciesAsync(IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        HashSet<IResource> dependencies = [.. resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)];
        if (resource is IResourceWithParent child)
        {
            dependencies.Add(child.Parent);
        }

        if (resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect))
        {
            dependencies.Add(redirect.Resource);
        }

        var gathered = new ExecutionConfigurationGathererContext();
        await new EnvironmentVariablesGatherer().GatherAsync(gathered, resource, NullLogger.Instance, executionContext, cancellationToken).ConfigureAwait(false);
        await new ArgumentsGatherer().GatherAsync(gathered, resource, NullLogger.Instance, executionContext, cancellationToken).ConfigureAwait(false);
        HashSet<object> visited = [];
        foreach (var value in gathered.EnvironmentVariables.Values.Concat(gathered.Arguments))
        {
            AddReferences(value, dependencies, visited);
        }

        return dependencies;
    }

    private static void AddReferences(object? value, HashSet<IResource> dependencies, HashSet<object> visited)
    {
        value = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        if (value is null || !visited.Add(value))
        {
            return;
        }

        if (value is IResource resource)
        {
            dependencies.Add(resource);
        }

        foreach (var reference in (value as IValueWithReferences)?.References ?? [])
        {
            AddReferences(reference, dependencies, visited);
        }
    }
}
