namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the image of a resource is built.</summary>
public class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    /// <summary>The folder that the build sees.</summary>
    public string ContextPath { get; } = contextPath;

    /// <summary>The Dockerfile.</summary>
    public string DockerfilePath { get; } = dockerfilePath;

    /// <summary>The stage that is built; null for the last one.</summary>
    public string? Stage { get; } = stage;

    /// <summary>The build's arguments.</summary>
    public Dictionary<string, object?> BuildArguments { get; } = [];

    /// <summary>The build's secrets.</summary>
    public Dictionary<string, object> BuildSecrets { get; } = [];

    /// <summary>Makes the Dockerfile's content; null where the file exists.</summary>
    public Func<DockerfileFactoryContext, Task<string>>? DockerfileFactory { get; init; }

    /// <summary>The name of the image that is built.</summary>
    public string? ImageName { get; set; }

    /// <summary>The tag of the image that is built.</summary>
    public string? ImageTag { get; set; }

    /// <summary>Whether the image says by itself what runs in it.</summary>
    public bool HasEntrypoint { get; set; } = true;

    /// <summary>Writes the Dockerfile, where it is made by the factory.</summary>
    public async Task MaterializeDockerfileAsync(DockerfileFactoryContext context, CancellationToken cancellationToken)
    {
        if (DockerfileFactory is { } factory)
        {
            var content = await factory(context).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(DockerfilePath))!);
            await File.WriteAllTextAsync(DockerfilePath, content, cancellationToken).ConfigureAwait(false);
        }
    }
}
