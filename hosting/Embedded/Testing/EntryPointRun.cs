using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>Runs an AppHost's entry point on a thread of its own and tells how far it has come. What the entry point throws is what is told.</summary>
internal sealed class EntryPointRun : IApplicationBuilderObserver, IDisposable
{
    // What an entry point may take beyond the time that its host has to stop.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MethodInfo entryPoint;
    private readonly string[] args;
    private readonly IApplicationBuilderObserver observer;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource<DistributedApplicationBuilder> builder = NewSource<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> application = NewSource<DistributedApplication>();
    private readonly TaskCompletionSource started = NewSource();
    private readonly TaskCompletionSource exited = NewSource();

    /// <summary>Starts the entry point.</summary>
    /// <param name="entryPoint">The entry point of the AppHost's assembly.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="observer">Takes part, on the entry point's thread; while it does not return, the entry point goes no further.</param>
    public EntryPointRun(MethodInfo entryPoint, string[] args, IApplicationBuilderObserver observer)
    {
        this.entryPoint = entryPoint;
        this.args = args;
        this.observer = observer;
        new Thread(Run) { IsBackground = true, Name = $"{entryPoint.Module.Assembly.GetName().Name}.EntryPoint" }.Start();
    }

    /// <summary>The builder, when the entry point has declared all it declares.</summary>
    public Task<DistributedApplicationBuilder> Builder => builder.Task;

    /// <summary>The application, when it was built.</summary>
    public Task<DistributedApplication> Application => application.Task;

    /// <summary>Completes when the application has started.</summary>
    public Task Started => started.Task;

    /// <summary>Completes when the entry point has returned or thrown.</summary>
    public Task Exited => exited.Task;

    /// <summary>Is cancelled when the run is to end.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Stops the application and waits until the entry point has returned, for as long as the host may take to stop.</summary>
    public async Task EndAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        builder.TrySetCanceled(CancellationToken.None);
        started.TrySetCanceled(CancellationToken.None);
        if (application.TrySetCanceled(CancellationToken.None) || !application.Task.IsCompletedSuccessfully)
        {
            await exited.Task.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var built = await application.Task.ConfigureAwait(false);
        var patience = built.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout + Patience;
        var lifetime = built.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        try
        {
            await exited.Task.WaitAsync(patience).ConfigureAwait(false);
            if (lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopped.IsCancellationRequested)
            {
                await built.StopAsync().WaitAsync(patience).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // An entry point that does not return cannot be waited for; what runs is let go below.
        }

        await built.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => ending.Dispose();

    void IApplicationBuilderObserver.OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => observer.OnCreating(options, settings);

    void IApplicationBuilderObserver.OnCreated(DistributedApplicationBuilder created) => observer.OnCreated(created);

    void IApplicationBuilderObserver.OnBuilding(DistributedApplicationBuilder building)
    {
        builder.TrySetResult(building);
        observer.OnBuilding(building);
        ending.Token.ThrowIfCancellationRequested();
    }

    void IApplicationBuilderObserver.OnBuilt(DistributedApplication built)
    {
        built.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult());
        if (!application.TrySetResult(built))
        {
            // Nobody waits for it any more.
            built.Dispose();
        }

        ending.Token.ThrowIfCancellationRequested();
        observer.OnBuilt(built);
        ending.Token.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        try
        {
            ApplicationBuilderObserver.Observe(this, () =>
                entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [args], null));
            Fail(new InvalidOperationException($"The entry point of {entryPoint.Module.Assembly.GetName().Name} exited without building and starting a {nameof(DistributedApplication)}."));
        }
        catch (Exception exception)
        {
            // It belongs to whoever waits for the application: on this thread it would end the test run.
            Fail(exception);
        }
        finally
        {
            exited.TrySetResult();
        }
    }

    private void Fail(Exception exception)
    {
        builder.TrySetException(exception);
        application.TrySetException(exception);
        started.TrySetException(exception);
    }
}
