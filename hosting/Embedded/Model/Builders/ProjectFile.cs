namespace Aspire.Hosting;

/// <summary>What is known of a project that is named by its path.</summary>
internal sealed class ProjectFile(string projectPath) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;
}
