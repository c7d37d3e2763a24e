using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of an application, in the order they were declared.</summary>
internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public ResourceCollection()
        : base(new SnapshotList<IResource>())
    {
    }

    public ResourceCollection(IEnumerable<IResource> resources)
        : this()
    {
        foreach (var resource in resources)
        {
            Add(resource);
        }
    }
}
