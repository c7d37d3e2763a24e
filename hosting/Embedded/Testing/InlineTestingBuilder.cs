using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>A builder that the test itself declares an application with.</summary>
internal sealed class InlineTestingBuilder : TestingBuilder, IApplicationBuilderObserver
{
    private readonly TestHome home = new();
    private readonly TestSettings settings;
    private DistributedApplication? application;

    public InlineTestingBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        settings = new(args, FindAppHost(), home, configure);
        Inner = ApplicationBuilderObserver.Observe(this, () => new DistributedApplicationBuilder(new DistributedApplicationOptions()));
    }

    protected override DistributedApplicationBuilder Inner { get; }

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        application = new InlineApplication(Inner.Build(), home);
        return Task.FromResult(application);
    }

    public override async ValueTask DisposeAsync()
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
