using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>A container that was started. It is removed when it has ended, unless it is persistent.</summary>
internal sealed class ContainerInstance : ILaunchedInstance, IDisposable
{
    // Killed by the runtime after the grace period, or removed by somebody else.
    private const int KilledExitCode = 137;

    private readonly IContainerCli cli;
    private readonly ContainerSpec spec;
    private readonly ImmutableArray<EnvironmentVariableSnapshot> environment;
    private readonly IReadOnlyList<TcpForwarder> forwarders;
    private readonly TimeSpan grace;
    private readonly Func<bool> hostIsStopping;
    private readonly CancellationTokenSource detaching = new();

    /// <param name="cli">The runtime.</param>
    /// <param name="spec">The container.</param>
    /// <param name="environment">Its environment without secrets.</param>
    /// <param name="forwarders">Lead from the ports of this run to those with which the container was created.</param>
    /// <param name="log">Takes its output.</param>
    /// <param name="grace">From being told to stop to being killed.</param>
    /// <param name="hostIsStopping">Whether it is the host that stops, which a persistent container outlives.</param>
    public ContainerInstance(
        IContainerCli cli,
        ContainerSpec spec,
        ImmutableArray<EnvironmentVariableSnapshot> environment,
        IReadOnlyList<TcpForwarder> forwarders,
        ResourceLog log,
        TimeSpan grace,
        Func<bool> hostIsStopping)
    {
        this.cli = cli;
        this.spec = spec;
        this.environment = environment;
        this.forwarders = forwarders;
        this.grace = grace;
        this.hostIsStopping = hostIsStopping;
        Exited = FollowAsync(log);
    }

    public Task<int> Exited { get; }

    public CustomResourceSnapshot Describe(CustomResourceSnapshot state)
    {
        ImmutableArray<ResourcePropertySnapshot> own =
        [
            new("container.image", spec.Image),
            new("container.name", spec.Name),
            new("container.runtime", cli.Program),
            new("container.lifetime", spec.IsPersistent ? "Persistent" : "Session"),
            new("container.ports", string.Join(", ", spec.Ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Host}:{p.Target}")))),
        ];
        return state with
        {
            Properties = [.. state.Properties.Where(p => !own.Any(o => o.Name == p.Name)), .. own],
            EnvironmentVariables = environment,
            Volumes = [.. spec.Mounts.Select(m => new VolumeSnapshot(m.Source, m.Target, m.Type.ToString(), m.IsReadOnly))],
        };
    }

    public async Task StopAsync()
    {
        if (spec.IsPersistent && hostIsStopping())
        {
            await detaching.CancelAsync().ConfigureAwait(false);
        }
        else
        {
            var seconds = ((int)grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await cli.RunAsync(new ContainerCliCall("stop", "--time", seconds, spec.Name), CancellationToken.None).ConfigureAwait(false);
        }

        await Exited.ConfigureAwait(false);
    }

    public void Dispose() => detaching.Dispose();

    public void Kill() => _ = cli.RunAsync(new ContainerCliCall("kill", spec.Name), CancellationToken.None);

    private async Task<int> FollowAsync(ResourceLog log)
    {
        try
        {
            var logs = cli.RunAsync(new ContainerCliCall("logs", "--follow", spec.Name) { Line = log.Write }, detaching.Token);
            var ended = await cli.RunAsync(new ContainerCliCall("wait", spec.Name), detaching.Token).ConfigureAwait(false);
            await logs.ConfigureAwait(false);
            if (!spec.IsPersistent)
            {
                await cli.RunAsync(new ContainerCliCall("rm", "--force", "--volumes", spec.Name), CancellationToken.None).ConfigureAwait(false);
            }

            return int.TryParse(ended.Output, CultureInfo.InvariantCulture, out var exitCode) ? exitCode : KilledExitCode;
        }
        catch (OperationCanceledException)
        {
            // The container goes on without the host.
            return 0;
        }
        finally
        {
            foreach (var forwarder in forwarders)
            {
                await forwarder.DisposeAsync().ConfigureAwait(false);
            }

            Dispose();
        }
    }
}
