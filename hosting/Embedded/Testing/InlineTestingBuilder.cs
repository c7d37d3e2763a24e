using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>A builder that the test itself declares an application with.</summary>
internal sealed class InlineTestingBuilder : IDistributedApplicationTestingBuilder, IApplicationBuilderObserver
{
    private readonly TestHome home = new();
    private readonly TestSettings settings;
    private readonly DistributedApplicationBuilder inner;
    private DistributedApplication? application;

    public InlineTestingBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        settings = new(args, FindAppHost(), home, configure);
        inner = ApplicationBuilderObserver.Observe(this, () => new DistributedApplicationBuilder(new DistributedApplicationOptions()));
    }

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => application = new InlineApplication(inner.Build(), home);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Build());
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync().ConfigureAwait(false);
        }

        home.Delete();
    }

    void IApplicationBuilderObserver.OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings hostSettings) => settings.Apply(options, hostSettings);

    void IApplicationBuilderObserver.OnCreated(DistributedApplicationBuilder builder)
    {
    }

    void IApplicationBuilderObserver.OnBuilding(DistributedApplicationBuilder builder)
    {
    }

    void IApplicationBuilderObserver.OnBuilt(DistributedApplication built)
    {
    }

    // Where the caller belongs to an AppHost, that is the AppHost; else there is only the test program.
    private static Assembly? FindAppHost() => new StackTrace().GetFrames()
        .Select(frame => frame.GetMethod()?.DeclaringType?.Assembly)
        .FirstOrDefault(assembly => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(fact => string.Equals(fact.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase)) == true);
}
