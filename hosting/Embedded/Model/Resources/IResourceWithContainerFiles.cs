using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose image holds files that other images take in.</summary>
public interface IResourceWithContainerFiles : IResource;
