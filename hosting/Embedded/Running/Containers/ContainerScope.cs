using System.Security.Cryptography;
using System.Text;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Processes;
using Lab.State;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>
/// What the containers of one application share: a network and labels. Prepared once per run, when what an earlier run
/// of the same application left behind is removed; the watchdog removes what this run leaves when the host is killed.
/// </summary>
internal sealed class ContainerScope(IConfiguration configuration, Watchdog watchdog) : IAsyncDisposable
{
    private const int IdLength = 10;

    // Docker puts the address in its place; Podman knows no such name before version 5.
    private const string DockersHostAddress = "host-gateway";

    private readonly Lock gate = new();
    private readonly string home = configuration["Lab:Home"] ?? throw new StateFolderException($"No state folder is configured: set {LabHome.Variable}.");
    private Task? prepared;
    private IContainerCli? used;

    /// <summary>Identifies the application: two with different state folders share nothing.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(home))))[..IdLength];

    public string RunId => watchdog.RunId;

    public string Network => $"lab-{Id}";

    /// <summary>The address of this machine in that network, once it is prepared.</summary>
    public string HostAddress { get; private set; } = DockersHostAddress;

    /// <summary>A file of the application's own that only its user may read.</summary>
    public string PrivateFile(string name)
    {
        var folder = LabHome.Open(home);
        return Path.Combine(folder.CreateFolder(Path.Combine(folder.Path, "containers")), name);
    }

    /// <summary>Removes what an earlier run left behind and creates the network.</summary>
    public Task PrepareAsync(IContainerCli cli, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (prepared is null or { IsFaulted: true })
            {
                prepared = PrepareAsync(cli);
            }

            return prepared.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Removes the network, unless a container that stays is in it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (used is { } cli)
        {
            used = null;
            await cli.RunAsync(new ContainerCliCall("network", "rm", Network), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(IContainerCli cli)
    {
        watchdog.AtEnd(Cleanup(cli.Program, $"{ContainerLabels.Run}={RunId}") + $"; {cli.Program} network rm {Network}");
        var left = await cli.RunAsync(
            new ContainerCliCall("ps", "--all", "--quiet", "--filter", $"label={ContainerLabels.Application}={Id}", "--filter", $"label={ContainerLabels.Lifetime}={ContainerLabels.Session}"),
            CancellationToken.None).ConfigureAwait(false);
        if (left.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } containers)
        {
            await cli.RunAsync(new ContainerCliCall(["kill", .. containers]), CancellationToken.None).ConfigureAwait(false);
            await cli.RunAsync(new ContainerCliCall(["rm", "--force", "--volumes", .. containers]), CancellationToken.None).ConfigureAwait(false);
        }

        used = cli;
        if (!(await cli.RunAsync(new ContainerCliCall("network", "inspect", Network), CancellationToken.None).ConfigureAwait(false)).Succeeded)
        {
            var created = await cli.RunAsync(new ContainerCliCall("network", "create", "--label", $"{ContainerLabels.Application}={Id}", Network), CancellationToken.None).ConfigureAwait(false);
            if (!created.Succeeded)
            {
                throw new LaunchException($"The network of the containers cannot be created: {created.Error}");
            }
        }

        if (cli.Program.EndsWith("podman", StringComparison.Ordinal))
        {
            var gateway = await cli.RunAsync(new ContainerCliCall("network", "inspect", "--format", "{{(index .Subnets 0).Gateway}}", Network), CancellationToken.None).ConfigureAwait(false);
            HostAddress = gateway.Succeeded
                ? gateway.Output
                : throw new LaunchException($"The network of the containers cannot be read: {gateway.Error}");
        }
    }

    private static string Cleanup(string program, string label) =>
        $"ids=$({program} ps --all --quiet --filter label={label} --filter label={ContainerLabels.Lifetime}={ContainerLabels.Session}); " +
        $"[ -z \"$ids\" ] || {{ {program} kill $ids; {program} rm --force --volumes $ids; }}";
}
