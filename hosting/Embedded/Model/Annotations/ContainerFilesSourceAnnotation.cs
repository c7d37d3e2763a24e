namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder of a resource's image whose files other images take in.</summary>
public sealed class ContainerFilesSourceAnnotation : IResourceAnnotation
{
    /// <summary>The folder.</summary>
    public required string SourcePath { get; init; }
}
