namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names the replicas of a resource that runs several times.</summary>
/// <param name="names">One name a replica; no resource's name, since those hold no dot.</param>
internal sealed class InstanceNamesAnnotation(IReadOnlyList<string> names) : IResourceAnnotation
{
    public IReadOnlyList<string> Names { get; } = names;
}
