using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Shows resources that the host does not run itself.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Sets what is shown of the resource until something else is published.</summary>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        return builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
    }
}
