using System.ComponentModel;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Finds the container runtime of this machine: the one that is configured, else docker, else podman, if its engine answers.</summary>
internal sealed class ContainerRuntime(IConfiguration configuration, Func<string, IContainerCli> open, TimeProvider timeProvider)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private const string NotInstalled = "is not installed";

    private readonly Lock gate = new();
    private Task<IContainerCli>? found;

    /// <summary>Gets the runtime; looks once, and again after nothing was found.</summary>
    /// <exception cref="LaunchException">None answers.</exception>
    public Task<IContainerCli> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (found is null or { IsFaulted: true } or { IsCanceled: true })
            {
                found = FindAsync(CancellationToken.None);
            }

            return found.WaitAsync(cancellationToken);
        }
    }

    private async Task<IContainerCli> FindAsync(CancellationToken cancellationToken)
    {
        var chosen = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        string[] candidates = string.IsNullOrWhiteSpace(chosen) ? ["docker", "podman"] : [chosen.Trim()];
        var reasons = new List<string>();
        foreach (var candidate in candidates)
        {
            var cli = open(candidate);
            if (await ReasonAsync(cli, cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                return cli;
            }

            reasons.Add($"{candidate} {reason}");
        }

        var why = reasons.All(reason => reason.EndsWith(NotInstalled, StringComparison.Ordinal)) ? "" : $" ({string.Join("; ", reasons)})";
        throw new LaunchException(string.IsNullOrWhiteSpace(chosen)
            ? $"This resource is a container, and no container runtime answers{why}: install and start Docker or Podman."
            : $"This resource is a container, and the container runtime '{chosen.Trim()}' does not answer{why}: install and start it, or choose another with ASPIRE_CONTAINER_RUNTIME (docker, podman).");
    }

    /// <returns>Why a runtime cannot be used; <see langword="null"/> when it answers.</returns>
    private async Task<string?> ReasonAsync(IContainerCli cli, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Listing containers asks the engine as "info" does, which besides has podman look up the packages of all its parts.
            return (await cli.RunAsync(new ContainerCliCall("ps", "--quiet"), either.Token).ConfigureAwait(false)).Succeeded ? null : "is installed but its engine does not run";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"did not answer within {AnswerLimit.TotalSeconds:0} s";
        }
        catch (Win32Exception)
        {
            return NotInstalled;
        }
    }
}
