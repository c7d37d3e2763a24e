namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that takes named parameters.</summary>
public interface IResourceWithParameters : IResource
{
    /// <summary>The parameters by name.</summary>
    IDictionary<string, object?> Parameters { get; }
}
