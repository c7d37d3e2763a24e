using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ExecutableResourceBuilderExtensions
{
    /// <summary>Publishes the program as a container built from the Dockerfile in its folder; in run mode it stays a program.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder)
        where T : ExecutableResource =>
        builder.PublishAsDockerFile(configure: null);

    /// <summary>Publishes the program as a container built from the Dockerfile in its folder; in run mode it stays a program.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure)
        where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.PublishAsBuiltContainer(() => builder.Resource.WorkingDirectory, prepare: null, configure);
    }
}
