namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells apart a resource and what runs of it.</summary>
internal static class ResourceInstanceExtensions
{
    /// <summary>The names under which a resource's states and logs are kept: its own, or one for each of its replicas.</summary>
    public static string[] GetInstanceNames(this IResource resource) =>
        resource.Annotations.OfType<InstanceNamesAnnotation>().LastOrDefault() is { } instances ? [.. instances.Names] : [resource.Name];
}
