namespace Aspire.Hosting.ApplicationModel;

/// <summary>That a resource has to do with another one.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>In which way, for example <c>Parent</c>.</summary>
    public string Type { get; } = type;
}
