namespace Aspire.Hosting.ApplicationModel;

/// <summary>That a resource's snapshot has changed.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Its identifier; replicas of one resource have one each.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The new snapshot.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
