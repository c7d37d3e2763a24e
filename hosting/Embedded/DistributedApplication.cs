using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A distributed application: it runs its resources, or publishes them.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;

    /// <summary>Creates an application of a host that was built for it.</summary>
    public DistributedApplication(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        this.host = host;
    }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => host.Services;

    private CancellationToken Stopping => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Calls the commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Declares an application, without command line arguments.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Declares an application.</summary>
    /// <param name="args">The command line arguments.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Declares an application.</summary>
    /// <param name="options">How the host behaves.</param>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts the application and waits until it is told to stop, or publishes it.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts the application and waits until it is told to stop, or publishes it.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (error.CancellationToken == Stopping || cancellationToken.IsCancellationRequested)
        {
            // It was told to stop while it was starting.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts the application.</summary>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Services.GetRequiredService<ApplicationEvents>().BeforeStartAsync(cancellationToken).ConfigureAwait(false);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // What has started already must not outlive an application that has not.
            var wasToldToStop = Stopping.IsCancellationRequested;
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            if (wasToldToStop && error is OperationCanceledException)
            {
                throw new OperationCanceledException("The application was told to stop while it was starting.", error, Stopping);
            }

            throw;
        }
    }

    /// <summary>Stops the application's resources and then the host.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <summary>Frees what the host holds.</summary>
    public virtual void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the host holds.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
