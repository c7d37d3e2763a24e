namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that never starts or stops, such as a parameter: nothing waits for it.</summary>
public interface IResourceWithoutLifetime : IResource;
