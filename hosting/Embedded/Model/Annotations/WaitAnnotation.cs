namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds a resource's start back until another one is there.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as completion.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What happens when the other resource fails; null for the host's default.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}
