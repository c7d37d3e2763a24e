using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Who has to have stopped before whom: what uses others goes first.</summary>
internal static class StopOrder
{
    /// <summary>For each resource, those that must have stopped before it does.</summary>
    /// <param name="resources">The resources that run.</param>
    public static IReadOnlyDictionary<IResource, IReadOnlyList<IResource>> Dependents(IReadOnlyList<IResource> resources)
    {
        var uses = resources.ToDictionary(r => r, r => resources.Where(other => other != r && Uses(r, other)).ToList());
        BreakCycles(resources, uses);
        return resources.ToDictionary(r => r, r => (IReadOnlyList<IResource>)[.. resources.Where(other => uses[other].Contains(r))]);
    }

    private static bool Uses(IResource resource, IResource other)
    {
        var used = resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type == KnownRelationshipTypes.Reference).Select(r => r.Resource));

        // A server may be run by a child of it, and is used through its databases: whoever uses one of a family uses those of it that run.
        return ResourceTree.Root(resource) == ResourceTree.Root(other)
            ? used.Contains(other)
            : used.Any(u => ResourceTree.Root(u) == ResourceTree.Root(other));
    }

    private static void BreakCycles(IReadOnlyList<IResource> resources, Dictionary<IResource, List<IResource>> uses)
    {
        var done = new HashSet<IResource>();
        var path = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            Visit(resource);
        }

        void Visit(IResource resource)
        {
            if (!done.Add(resource))
            {
                return;
            }

            path.Add(resource);
            uses[resource].RemoveAll(path.Contains);
            foreach (var used in uses[resource])
            {
                Visit(used);
            }

            path.Remove(resource);
        }
    }
}
