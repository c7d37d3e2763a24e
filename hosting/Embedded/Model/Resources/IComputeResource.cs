namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs code: a container, a project, an executable.</summary>
public interface IComputeResource : IResource;
