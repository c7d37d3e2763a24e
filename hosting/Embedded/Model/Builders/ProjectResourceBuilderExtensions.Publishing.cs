using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>Publishes the project as a container built from the Dockerfile beside it; in run mode it stays a project.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure = null)
        where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.PublishAsBuiltContainer(
            () => Path.GetDirectoryName(builder.Resource.GetProjectMetadata().ProjectPath)!,
            container =>
            {
                container.WithEndpoint("http", endpoint => endpoint.TargetPort ??= 8080, createIfNotExists: false);
                container.WithEndpoint("https", endpoint => endpoint.TargetPort ??= 8080, createIfNotExists: false);
            },
            configure);
    }
}
