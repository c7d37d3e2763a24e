using System.ComponentModel;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Finds the container runtime of this machine: the one that is configured, else docker, else podman, if its engine answers.</summary>
internal sealed class ContainerRuntime(IConfiguration configuration, Func<string, IContainerCli> open, TimeProvider timeProvider)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

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
        foreach (var candidate in candidates)
        {
            var cli = open(candidate);
            if (await AnswersAsync(cli, cancellationToken).ConfigureAwait(false))
            {
                return cli;
            }
        }

        throw new LaunchException(string.IsNullOrWhiteSpace(chosen)
            ? "This resource is a container, and no container runtime answers: install and start Docker or Podman."
            : $"This resource is a container, and the container runtime '{chosen.Trim()}' does not answer: install and start it, or choose another with ASPIRE_CONTAINER_RUNTIME (docker, podman).");
    }

    private async Task<bool> AnswersAsync(IContainerCli cli, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await cli.RunAsync(new ContainerCliCall("info"), either.Token).ConfigureAwait(false)).Succeeded;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // The program is not installed.
            return false;
        }
    }
}
