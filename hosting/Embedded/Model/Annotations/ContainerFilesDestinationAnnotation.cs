namespace Aspire.Hosting.ApplicationModel;

/// <summary>Takes files of another resource's image into a resource's image.</summary>
public sealed class ContainerFilesDestinationAnnotation : IResourceAnnotation
{
    /// <summary>The resource whose files are taken.</summary>
    public required IResource Source { get; init; }

    /// <summary>The folder that they are put into.</summary>
    public required string DestinationPath { get; init; }
}
