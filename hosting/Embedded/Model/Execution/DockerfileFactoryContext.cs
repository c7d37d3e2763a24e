namespace Aspire.Hosting.ApplicationModel;

/// <summary>For what a Dockerfile is made.</summary>
public sealed class DockerfileFactoryContext
{
    /// <summary>The services of the host.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The resource.</summary>
    public required IResource Resource { get; init; }

    /// <summary>Cancelled when building is given up.</summary>
    public CancellationToken CancellationToken { get; init; }
}
