using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource only when <paramref name="dependency"/>, and the parent of it if it has one, is healthy.</summary>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for its own parent.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.Wait(dependency, WaitType.WaitUntilHealthy, behavior: null);

    /// <summary>As the other <c>WaitFor</c>, choosing what a dependency that cannot start does to the wait.</summary>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for its own parent.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts the resource only when <paramref name="dependency"/>, and the parent of it if it has one, runs, healthy or not.</summary>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for its own parent.</exception>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.Wait(dependency, WaitType.WaitUntilStarted, behavior: null);

    /// <summary>As the other <c>WaitForStart</c>, choosing what a dependency that cannot start does to the wait.</summary>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for its own parent.</exception>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts the resource only when <paramref name="dependency"/> has ended with that exit code.</summary>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for its own parent.</exception>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        CheckWait(builder, dependency);
        return builder
            .WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));
    }

    /// <summary>Leaves it to the user, or to a command, to start the resource.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation());
    }

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior)
        where T : IResourceWithWaitSupport
    {
        CheckWait(builder, dependency);
        builder.WaitForWhatItNeeds(dependency, type, behavior);
        return builder
            .WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(dependency.Resource, type) { WaitBehavior = behavior });
    }

    // A child (a database) may have no health of its own, and a connection string none at all: what they are made of has.
    private static void WaitForWhatItNeeds<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior)
        where T : IResourceWithWaitSupport
    {
        var needs = dependency.Resource switch
        {
            IResourceWithParent { Parent: var parent } => [parent],
            ConnectionStringResource connection when type is WaitType.WaitUntilStarted => connection.ConnectionStringExpression.ValueProviders.OfType<IResource>(),
            _ => [],
        };
        foreach (var needed in needs)
        {
            var need = builder.ApplicationBuilder.CreateResourceBuilder(needed);
            CheckWait(builder, need);
            builder.WaitForWhatItNeeds(need, type, behavior);
            builder.WithAnnotation(new WaitAnnotation(needed, type) { WaitBehavior = behavior });
        }
    }

    private static void CheckWait<T>(IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        IResource resource = builder.Resource;
        if (resource == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for itself.");
        }

        if (resource is IResourceWithParent { Parent: var parent } && parent == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for its parent '{parent.Name}'.");
        }
    }
}
