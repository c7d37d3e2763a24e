using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Describes a project.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file, as an absolute path.</summary>
    string ProjectPath { get; }

    /// <summary>The launch settings; null for those beside the project.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the host need not build the project before it starts it.</summary>
    bool SuppressBuild => false;

    /// <summary>Whether the project is a single source file.</summary>
    bool IsFileBasedApp => string.Equals(Path.GetExtension(ProjectPath), ".cs", StringComparison.OrdinalIgnoreCase);
}
