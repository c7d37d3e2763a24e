using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <content>Entries of containers: from an image, or built from a Dockerfile.</content>
public sealed partial class ManifestPublishingContext
{
    /// <summary>Writes the entry of a container.</summary>
    /// <param name="container">The container; it names an image or has a Dockerfile.</param>
    /// <returns>When the entry is written.</returns>
    /// <exception cref="DistributedApplicationException">The container has neither.</exception>
    public async Task WriteContainerAsync(ContainerResource container)
    {
        if (container.Annotations.OfType<DockerfileBuildAnnotation>().SingleOrDefault() is { } build)
        {
            Writer.WriteString("type", "container.v1");
            WriteConnectionString(container);
            await WriteBuildAsync(container, build).ConfigureAwait(false);
        }
        else if (container.TryGetContainerImageName(out var image))
        {
            Writer.WriteString("type", "container.v0");
            WriteConnectionString(container);
            Writer.WriteString("image", image);
        }
        else
        {
            throw new DistributedApplicationException($"Container '{container.Name}' names no image: give it one with WithImage or build it with WithDockerfile.");
        }

        if (container.Entrypoint is { } entrypoint)
        {
            Writer.WriteString("entrypoint", entrypoint);
        }

        await WriteCommandLineArgumentsAsync(container).ConfigureAwait(false);
        WriteContainerFiles(container);
        WriteMounts(container, ContainerMountType.BindMount);
        WriteMounts(container, ContainerMountType.Volume);
        await WriteEnvironmentVariablesAsync(container).ConfigureAwait(false);
        WriteBindings(container);
    }

    private async Task WriteBuildAsync(ContainerResource container, DockerfileBuildAnnotation build)
    {
        Writer.WriteStartObject("build");
        Writer.WriteString("context", GetManifestRelativePath(build.ContextPath));
        Writer.WriteString("dockerfile", GetManifestRelativePath(await DockerfileAsync(container, build).ConfigureAwait(false)));
        if (build.Stage is { } stage)
        {
            Writer.WriteString("stage", stage);
        }

        if (!build.HasEntrypoint)
        {
            Writer.WriteBoolean("buildOnly", true);
        }

        if (build.BuildArguments.Count > 0)
        {
            Writer.WriteStartObject("args");
            foreach (var (name, value) in build.BuildArguments)
            {
                TryAddDependentResources(value);
                Writer.WriteString(name, BuildText(value));
            }

            Writer.WriteEndObject();
        }

        if (build.BuildSecrets.Count > 0)
        {
            Writer.WriteStartObject("secrets");
            foreach (var (name, value) in build.BuildSecrets)
            {
                Writer.WriteStartObject(name);
                Writer.WriteString("type", value is FileInfo ? "file" : "env");
                Writer.WriteString(value is FileInfo ? "source" : "value", BuildText(value));
                Writer.WriteEndObject();
                TryAddDependentResources(value);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    /// <summary>The Dockerfile; one made by a callback is written beside the manifest, so that the manifest can be moved with it.</summary>
    private async Task<string> DockerfileAsync(ContainerResource container, DockerfileBuildAnnotation build)
    {
        if (build.DockerfileFactory is not { } make)
        {
            return build.DockerfilePath;
        }

        var context = new DockerfileFactoryContext { Services = ExecutionContext.Services, Resource = container, CancellationToken = CancellationToken };
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, $"{container.Name}.Dockerfile");
        await File.WriteAllTextAsync(path, await make(context).ConfigureAwait(false), CancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Null stands for a build argument that is taken from the environment of the build.</summary>
    private string? BuildText(object? value) => value switch
    {
        FileInfo file => GetManifestRelativePath(file.FullName),
        true => "true",
        false => "false",
        ReferenceExpression expression => _references.Render(expression),
        IManifestExpressionProvider provider => provider.ValueExpression,
        _ => value?.ToString(),
    };

    private void WriteContainerFiles(IResource resource)
    {
        var destinations = resource.Annotations.OfType<ContainerFilesDestinationAnnotation>().ToArray();
        if (destinations.Length == 0)
        {
            return;
        }

        Writer.WriteStartObject("containerFiles");
        foreach (var destination in destinations)
        {
            Writer.WriteStartObject(destination.Source.Name);
            Writer.WriteString("destination", destination.DestinationPath);
            var sources = destination.Source.Annotations.OfType<ContainerFilesSourceAnnotation>().ToArray();
            if (sources.Length > 0)
            {
                Writer.WriteStartArray("sources");
                foreach (var source in sources)
                {
                    Writer.WriteStringValue(source.SourcePath);
                }

                Writer.WriteEndArray();
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container, ContainerMountType type)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(m => m.Type == type).ToArray();
        if (mounts.Length == 0)
        {
            return;
        }

        Writer.WriteStartArray(type == ContainerMountType.Volume ? "volumes" : "bindMounts");
        foreach (var mount in mounts)
        {
            Writer.WriteStartObject();
            if (type == ContainerMountType.BindMount)
            {
                Writer.WriteString("source", GetManifestRelativePath(mount.Source));
                Writer.WriteString("target", mount.Target.Replace('\\', '/'));
            }
            else
            {
                if (mount.Source is { } name)
                {
                    Writer.WriteString("name", name);
                }

                Writer.WriteString("target", mount.Target);
            }

            Writer.WriteBoolean("readOnly", mount.IsReadOnly);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }
}
