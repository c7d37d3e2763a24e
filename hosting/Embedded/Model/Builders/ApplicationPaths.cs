namespace Aspire.Hosting;

/// <summary>Paths as an AppHost writes them.</summary>
internal static class ApplicationPaths
{
    /// <summary>The full path of one that is relative to the AppHost's folder, with either kind of slash.</summary>
    public static string FullPath(this IDistributedApplicationBuilder builder, string path) =>
        Path.GetFullPath(Path.Combine(builder.AppHostDirectory, path.Replace('\\', Path.DirectorySeparatorChar)));
}
