namespace Aspire.Hosting.ApplicationModel;

/// <summary>For what files are made.</summary>
public sealed class ContainerFileSystemCallbackContext
{
    /// <summary>The resource.</summary>
    public required IResource Model { get; init; }

    /// <summary>The services of the host.</summary>
    internal IServiceProvider? Services { get; init; }
}
