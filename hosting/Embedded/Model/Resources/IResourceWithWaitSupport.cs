namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can hold its start back until others are there.</summary>
public interface IResourceWithWaitSupport : IResource;
