using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints are found by name, through service discovery.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
