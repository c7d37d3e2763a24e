namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives within another one, as a database within its server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource that this one lives within.</summary>
    IResource Parent { get; }
}
