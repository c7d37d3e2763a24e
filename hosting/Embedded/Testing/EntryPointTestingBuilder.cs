using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>The builder of an entry point that is held before it builds.</summary>
internal sealed class EntryPointTestingBuilder : IDistributedApplicationTestingBuilder
{
    private readonly StepwiseApplicationFactory factory;
    private readonly DistributedApplicationBuilder inner;

    private EntryPointTestingBuilder(StepwiseApplicationFactory factory, DistributedApplicationBuilder inner)
    {
        this.factory = factory;
        this.inner = inner;
    }

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    /// <summary>Waits until the entry point is about to build. When it fails before, what it left is removed and its exception thrown.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(StepwiseApplicationFactory factory, CancellationToken cancellationToken)
    {
        try
        {
            return new EntryPointTestingBuilder(factory, await factory.ResolveBuilderAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await factory.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        new EntryPointApplication(factory, await factory.BuildAsync(cancellationToken).ConfigureAwait(false));

    public void Dispose() => factory.Dispose();

    public ValueTask DisposeAsync() => factory.DisposeAsync();
}
