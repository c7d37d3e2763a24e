using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Publishes what runs as a process as a container that is built from a Dockerfile.</summary>
internal static class PublishedContainerExtensions
{
    public static IResourceBuilder<T> PublishAsBuiltContainer<T>(this IResourceBuilder<T> builder, Func<string> contextPath, Action<IResourceBuilder<ContainerResource>>? prepare, Action<IResourceBuilder<ContainerResource>>? configure)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        if (!application.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        if (application.Resources.OfType<PublishedContainer>().SingleOrDefault(container => container.Name == builder.Resource.Name) is { } existing)
        {
            configure?.Invoke(application.CreateResourceBuilder<ContainerResource>(existing));
            return builder;
        }

        application.Resources.Remove(builder.Resource);
        var published = new PublishedContainer(builder.Resource);
        application.AddResource(published);
        var container = application.CreateResourceBuilder<ContainerResource>(published);
        container.WithImage(builder.Resource.Name).WithDockerfile(contextPath());

        // The arguments were meant for the process that runs here, not for the container's entry point.
        container.WithArgs(context => context.Args.Clear());
        prepare?.Invoke(container);
        configure?.Invoke(container);
        return builder.WithManifestPublishingCallback(context => context.WriteContainerAsync(published));
    }
}
