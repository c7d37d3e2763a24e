namespace Aspire.Hosting.ApplicationModel;

/// <summary>What was last published about a resource or replica; locked while it changes, so that changes are told in order.</summary>
internal sealed class PublishedState(IResource resource)
{
    public Lock Gate { get; } = new();

    public IResource Resource { get; } = resource;

    public CustomResourceSnapshot? Snapshot { get; set; }
}
