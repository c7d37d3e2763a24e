namespace Aspire.Hosting;

/// <summary>Paths as an AppHost writes them.</summary>
internal static class ApplicationPaths
{
    /// <summary>The full path of one that is relative to the AppHost's folder, with either kind of slash.</summary>
    public static string FullPath(this IDistributedApplicationBuilder builder, string path) =>
        Path.GetFullPath(Path.Combine(builder.AppHostDirectory, path.Replace('\\', Path.DirectorySeparatorChar)));

    /// <summary>The certificate of the authority that the lab's engines have their own from; it exists once one has started.</summary>
    public static string CertificateAuthorityFile(this IDistributedApplicationBuilder builder) =>
        Path.Combine(builder.Configuration["Lab:Home"] ?? string.Empty, "pki", "ca.crt");
}
