using Aspire.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>The application of an entry point: the entry point itself starts and ends it, at the test's word.</summary>
internal sealed class EntryPointApplication(StepwiseApplicationFactory factory, DistributedApplication application) : DistributedApplication(application)
{
    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await factory.ResolveExitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task StartAsync(CancellationToken cancellationToken = default) => factory.StartApplicationAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken = default) => factory.EndAsync().WaitAsync(cancellationToken);

    public override void Dispose()
    {
        factory.Dispose();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
