using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Processes;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Runs one instance of a resource: starts it when it may, starts it again when it crashed, stops it when told to.</summary>
internal sealed class ResourceRunner(
    IResource resource,
    string instance,
    int index,
    bool restarts,
    IResourceLauncher launcher,
    EndpointAllocator endpoints,
    ResourceEvents events,
    ResourceStates states,
    ResourceLog log,
    IReadOnlyList<IRestartObserver> restartObservers,
    RestartBackoff backoff,
    TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan Proof = TimeSpan.FromSeconds(3);

    // What nothing checks counts as healthy when it runs, which what ends at once does for a moment.
    private static readonly TimeSpan UncheckedProof = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private long startedAt;
    private long launchedAt;
    private CancellationTokenSource? stopping;
    private Task running = Task.CompletedTask;
    private bool closed;
    private volatile ILaunchedInstance? launched;
    private volatile CancellationTokenSource? pause;

    public IResource Resource => resource;

    public string Instance => instance;

    /// <summary>Whether the instance has been started and has not ended.</summary>
    public bool IsUp => launched is { Exited.IsCompleted: false };

    /// <summary>Crashes since it last ran well.</summary>
    public int Crashes => backoff.Crashes;

    /// <summary>Whether it has crashed and not run long enough since to be trusted.</summary>
    public bool IsUnproven => backoff.Crashes > 0 && timeProvider.GetElapsedTime(Interlocked.Read(ref startedAt)) < Proof;

    /// <summary>Whether nothing but a moment's running tells that it is healthy.</summary>
    public bool HasJustBegun =>
        timeProvider.GetElapsedTime(Interlocked.Read(ref launchedAt)) < UncheckedProof && !resource.HasAnnotationIncludingAncestorsOfType<HealthCheckAnnotation>();

    /// <summary>Begins to start the instance; one that waits, for others or after a crash, waits no longer.</summary>
    /// <param name="prepare">What is done before it starts; by default the resource's events and waits.</param>
    public async Task StartAsync(Func<CancellationToken, Task>? prepare = null)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (closed)
            {
                return;
            }

            if (running.IsCompleted)
            {
                backoff.Reset();
                stopping?.Dispose();
                stopping = new CancellationTokenSource();
                var cancellationToken = stopping.Token;
                running = Task.Run(() => RunAsync(prepare, cancellationToken), CancellationToken.None);
            }
            else
            {
                await states.EndWaitingAsync(resource, instance).ConfigureAwait(false);
                pause?.Cancel();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stops the instance.</summary>
    /// <returns>A task that completes when it has ended.</returns>
    public Task StopAsync() => StopAsync(close: false);

    /// <summary>Stops the instance for good.</summary>
    /// <returns>A task that completes when it has ended.</returns>
    public Task CloseAsync() => StopAsync(close: true);

    /// <summary>Ends the instance at once.</summary>
    public void Kill() => launched?.Kill();

    public void Dispose()
    {
        stopping?.Dispose();
        gate.Dispose();
    }

    private async Task StopAsync(bool close)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            closed |= close;
            if (stopping is not null)
            {
                await stopping.CancelAsync().ConfigureAwait(false);
            }

            await running.ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task>? prepare, CancellationToken cancellationToken)
    {
        try
        {
            while (await RunOnceAsync(prepare, cancellationToken).ConfigureAwait(false))
            {
                prepare = null;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await states.EndedAsync(resource, instance, exitCode: null, stopped: true).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Callbacks and event handlers of the AppHost may throw anything: it is this resource that cannot start then, not the others.
            log.Write(error is LaunchException or DistributedApplicationException ? error.Message : error.ToString(), isError: true);
            await states.FailedAsync(resource, instance, error.Message).ConfigureAwait(false);
        }
    }

    /// <returns>Whether to start it again.</returns>
    private async Task<bool> RunOnceAsync(Func<CancellationToken, Task>? prepare, CancellationToken cancellationToken)
    {
        await states.StartingAsync(resource, instance).ConfigureAwait(false);
        await (prepare is null ? events.BeforeStartAsync(resource, cancellationToken) : prepare(cancellationToken)).ConfigureAwait(false);
        await states.StartingAsync(resource, instance).ConfigureAwait(false);
        endpoints.CheckFree(resource, index);
        var since = timeProvider.GetTimestamp();
        Interlocked.Exchange(ref startedAt, since);
        var current = await launcher.LaunchAsync(new LaunchContext(resource, instance, endpoints.Bindings(resource, index), log), cancellationToken).ConfigureAwait(false);
        launched = current;
        Interlocked.Exchange(ref launchedAt, timeProvider.GetTimestamp());
        int exitCode;
        try
        {
            await states.RunningAsync(resource, instance, current.Describe).ConfigureAwait(false);
            exitCode = await current.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
            await EndedAsync(exitCode, stopped: false).ConfigureAwait(false);
            if (exitCode == 0 || !restarts)
            {
                return false;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await states.StoppingAsync(resource, instance).ConfigureAwait(false);
            await current.StopAsync().ConfigureAwait(false);
            await EndedAsync(await current.Exited.ConfigureAwait(false), stopped: true).ConfigureAwait(false);
            return false;
        }
        catch
        {
            await current.StopAsync().ConfigureAwait(false);
            throw;
        }

        await PauseAsync(exitCode, timeProvider.GetElapsedTime(since), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task PauseAsync(int exitCode, TimeSpan uptime, CancellationToken cancellationToken)
    {
        var delay = backoff.Next(uptime);
        log.LogWarning("Starting again in {Seconds} s (crash {Count}).", delay.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture), backoff.Crashes);
        foreach (var observer in restartObservers)
        {
            observer.OnRestarting(resource, instance, exitCode, delay);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause = ending;
        await Task.Delay(delay, timeProvider, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        pause = null;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task EndedAsync(int exitCode, bool stopped)
    {
        log.Write(string.Create(CultureInfo.InvariantCulture, $"{(stopped ? "Stopped" : "Ended")} with exit code {exitCode}."), isError: exitCode != 0 && !stopped);
        await states.EndedAsync(resource, instance, exitCode, stopped).ConfigureAwait(false);
        await events.StoppedAsync(resource, instance, CancellationToken.None).ConfigureAwait(false);
    }
}
