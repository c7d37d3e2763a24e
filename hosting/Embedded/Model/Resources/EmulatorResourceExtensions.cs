using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Finds resources that stand in for services of a cloud.</summary>
public static class EmulatorResourceExtensions
{
    /// <summary>Whether a resource stands in for a service of a cloud.</summary>
    public static bool IsEmulator(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.HasAnnotationOfType<EmulatorResourceAnnotation>();
    }
}
