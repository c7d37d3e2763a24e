using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>Holds the entry point where it builds and where it starts its application, until the test says so.</summary>
internal sealed class StepwiseApplicationFactory(Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : DistributedApplicationFactory(entryPoint, args)
{
    private readonly TaskCompletionSource build = new();
    private readonly TaskCompletionSource start = new();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        build.TrySetResult();
        return ResolveApplicationAsync(cancellationToken);
    }

    public Task StartApplicationAsync(CancellationToken cancellationToken)
    {
        start.TrySetResult();
        return StartAsync(cancellationToken);
    }

    protected override void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions) => configure(applicationOptions, hostOptions);

    protected override void OnBuilding(DistributedApplicationBuilder applicationBuilder) => build.Task.Wait(Ending);

    protected override void OnBuilt(DistributedApplication application) => start.Task.Wait(Ending);
}
