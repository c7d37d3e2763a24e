using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>A testing builder that declares what it is given in the builder of an application.</summary>
internal abstract class TestingBuilder : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => Inner.Configuration;

    public string AppHostDirectory => Inner.AppHostDirectory;

    public Assembly? AppHostAssembly => Inner.AppHostAssembly;

    public IHostEnvironment Environment => Inner.Environment;

    public IServiceCollection Services => Inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => Inner.ExecutionContext;

    public IResourceCollection Resources => Inner.Resources;

    public IDistributedApplicationEventing Eventing => Inner.Eventing;

    /// <summary>The application's builder.</summary>
    protected abstract DistributedApplicationBuilder Inner { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => Inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => Inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public abstract Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public abstract ValueTask DisposeAsync();
}
