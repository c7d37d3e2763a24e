using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Which resources belong to which.</summary>
internal sealed class ResourceTree(DistributedApplicationModel model)
{
    /// <summary>The resource that another one is shown under.</summary>
    public static IResource? Parent(IResource resource) => resource is IResourceWithParent child
        ? child.Parent
        : resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == KnownRelationshipTypes.Parent)?.Resource;

    /// <summary>The resource at the top of those that another one is shown under; itself if there is none.</summary>
    public static IResource Root(IResource resource)
    {
        var seen = new HashSet<IResource> { resource };
        while (Parent(resource) is { } parent && seen.Add(parent))
        {
            resource = parent;
        }

        return resource;
    }

    /// <summary>The parts of a resource, for example a server's databases, which live and die with it, and the parts of those.</summary>
    public IEnumerable<IResource> Parts(IResource resource) =>
        model.Resources.OfType<IResourceWithParent>()
            .Where(child => child.Parent == resource && !HasOwnLife(child))
            .SelectMany(child => Parts(child).Prepend(child));

    private static bool HasOwnLife(IResource resource) =>
        resource.IsContainer() || resource is ProjectResource or ExecutableResource or ParameterResource or ConnectionStringResource or ExternalServiceResource;
}
