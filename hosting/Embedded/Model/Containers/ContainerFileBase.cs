namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file that is put into a container.</summary>
public abstract class ContainerFileBase : ContainerFileSystemItem
{
    /// <summary>Its content; null where it is copied.</summary>
    public string? Contents { get; set; }

    /// <summary>The file of this machine that is copied.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Whether the container starts although the file can't be put there.</summary>
    public bool? ContinueOnError { get; set; }
}
