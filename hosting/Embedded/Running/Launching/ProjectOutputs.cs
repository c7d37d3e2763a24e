using System.Reflection;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Knows where the builds of the AppHost's projects are: the AppHost's own build has recorded it.</summary>
internal sealed class ProjectOutputs(AppHostLocation appHost)
{
    private const string Key = "LabProject:";

    private readonly Dictionary<string, string> outputs = (appHost.Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
        .Where(a => a.Key.StartsWith(Key, StringComparison.Ordinal) && a.Value is not null)
        .GroupBy(a => a.Key[Key.Length..])
        .ToDictionary(g => g.Key, g => g.Last().Value!);

    /// <summary>The assembly that a project was built into.</summary>
    /// <param name="projectPath">The project file.</param>
    /// <exception cref="LaunchException">It was not built.</exception>
    public string Find(string projectPath)
    {
        if (!outputs.TryGetValue(projectPath, out var assembly))
        {
            throw new LaunchException($"The project '{projectPath}' is not known to the AppHost's build: add a ProjectReference to it to the AppHost's project.");
        }

        return File.Exists(assembly)
            ? assembly
            : throw new LaunchException($"The project '{projectPath}' is not built ('{assembly}' is missing): run 'dotnet build {projectPath}'.");
    }
}
