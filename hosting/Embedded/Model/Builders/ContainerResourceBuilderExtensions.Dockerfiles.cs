using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container whose image is built from a Dockerfile.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to the context; null for <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, string? dockerfilePath = null, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);
    }

    /// <summary>Adds a container whose image is built from a Dockerfile that <paramref name="dockerfileFactory"/> writes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Returns the Dockerfile's text.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        return builder.AddDockerfileFactory(name, contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Adds a container whose image is built from a Dockerfile that <paramref name="dockerfileFactory"/> writes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Returns the Dockerfile's text.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.AddResource(new ContainerResource(name)).WithDockerfileFactory(contextPath, dockerfileFactory, stage);
    }

    /// <summary>Builds the container's image from a Dockerfile instead of pulling it.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to the context; null for <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var context = ContextFolder(builder, contextPath);
        return builder.WithBuild(new DockerfileBuildAnnotation(context, Path.GetFullPath(dockerfilePath ?? "Dockerfile", context), stage));
    }

    /// <summary>Builds the container's image from a Dockerfile that <paramref name="dockerfileFactory"/> writes.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Returns the Dockerfile's text.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        return builder.WithDockerfileFactory(contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Builds the container's image from a Dockerfile that <paramref name="dockerfileFactory"/> writes.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build sees; a relative path starts at the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Returns the Dockerfile's text.</param>
    /// <param name="stage">The stage to build; null for the last.</param>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        var folder = Path.Combine(builder.ApplicationBuilder.Configuration["Lab:Home"] ?? Path.GetTempPath(), "dockerfiles", builder.Resource.Name);
        return builder.WithBuild(new DockerfileBuildAnnotation(ContextFolder(builder, contextPath), Path.Combine(folder, "Dockerfile"), stage)
        {
            DockerfileFactory = context =>
            {
                Directory.CreateDirectory(folder);
                return dockerfileFactory(context);
            },
        });
    }

    /// <summary>Passes a build argument; null passes the variable of that name of the build's own environment.</summary>
    /// <exception cref="InvalidOperationException">The container has no Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Build(builder, "WithBuildArg").BuildArguments[name] = value;
        return builder;
    }

    /// <summary>Passes a parameter as build argument.</summary>
    /// <exception cref="InvalidOperationException">The container has no Dockerfile, or the parameter is secret: build arguments can be read from the image.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Resource.Secret
            ? throw new InvalidOperationException("Cannot add secret parameter as a build argument. Use WithBuildSecret instead.")
            : builder.WithBuildArg(name, (object)value.Resource);
    }

    /// <summary>Passes a parameter as a build's secret, which does not stay in the image.</summary>
    /// <exception cref="InvalidOperationException">The container has no Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Build(builder, "WithBuildSecret").BuildSecrets[name] = value.Resource;
        return builder;
    }

    private static IResourceBuilder<T> WithBuild<T>(this IResourceBuilder<T> builder, DockerfileBuildAnnotation build)
        where T : ContainerResource
    {
        var name = builder.Resource.Name.ToLowerInvariant();
        var tag = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var hasImage = builder.Resource.HasAnnotationOfType<ContainerImageAnnotation>();
        builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace);
        if (!hasImage)
        {
            return builder.WithImage(name, tag);
        }

        // The declared image keeps its name, for what reads it; what is built here goes by a name of its own.
        build.ImageName = name;
        build.ImageTag = tag;
        return builder;
    }

    private static string ContextFolder<T>(IResourceBuilder<T> builder, string contextPath)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(contextPath, builder.ApplicationBuilder.AppHostDirectory));
    }

    private static DockerfileBuildAnnotation Build<T>(IResourceBuilder<T> builder, string method)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
            ? build
            : throw new InvalidOperationException($"The resource does not have a Dockerfile build annotation. Call WithDockerfile before calling {method}.");
    }
}
