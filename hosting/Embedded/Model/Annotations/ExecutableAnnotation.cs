namespace Aspire.Hosting.ApplicationModel;

/// <summary>The program of an executable resource.</summary>
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>The program.</summary>
    public required string Command { get; set; }

    /// <summary>The folder in which it runs.</summary>
    public required string WorkingDirectory { get; set; }
}
