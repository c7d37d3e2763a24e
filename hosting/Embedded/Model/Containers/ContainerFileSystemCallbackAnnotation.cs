namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts files into a container before it starts.</summary>
public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    /// <summary>The folder within the container.</summary>
    public required string DestinationPath { get; init; }

    /// <summary>The owner's number of items without one; null for root.</summary>
    public int? DefaultOwner { get; init; }

    /// <summary>The group's number of items without one; null for root.</summary>
    public int? DefaultGroup { get; init; }

    /// <summary>What is taken from the rights of items without a mode; null for what others may write.</summary>
    public UnixFileMode? Umask { get; set; }

    /// <summary>Makes the items.</summary>
    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}
