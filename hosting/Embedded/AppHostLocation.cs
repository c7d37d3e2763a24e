using System.Reflection;
using Aspire.Hosting;

namespace Lab.Hosting.Embedded;

/// <summary>Where the AppHost lies.</summary>
/// <param name="Assembly">Its assembly, where it is known.</param>
/// <param name="Directory">The folder of its project.</param>
/// <param name="ProjectFile">Its project file, as an absolute path.</param>
internal sealed record AppHostLocation(Assembly? Assembly, string Directory, string ProjectFile)
{
    /// <summary>Finds the AppHost by the options, else by what its build wrote into its assembly, else by the program's folder.</summary>
    public static AppHostLocation Of(DistributedApplicationOptions options)
    {
        var assembly = options.AssemblyName is { } name ? Assembly.Load(new AssemblyName(name)) : Assembly.GetEntryAssembly();
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(attribute => attribute.Key, attribute => attribute.Value, StringComparer.OrdinalIgnoreCase);
        var directory = Path.GetFullPath(options.ProjectDirectory
            ?? metadata?["apphostprojectpath"].FirstOrDefault()
            ?? System.IO.Directory.GetCurrentDirectory());
        var file = metadata?["apphostprojectname"].FirstOrDefault() ?? (assembly?.GetName().Name ?? "AppHost") + ".csproj";
        return new(assembly, directory, Path.Combine(directory, file));
    }
}
