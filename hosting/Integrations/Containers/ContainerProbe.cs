using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations.Containers;

/// <summary>Asks docker or podman.</summary>
/// <remarks>A runtime must answer within 10 s, and a registry begin to deliver within 12; a fetch that has begun may take its time.</remarks>
internal sealed class ContainerProbe(IConfiguration configuration, PullFailures failures, TimeProvider time) : IContainerProbe
{
    // As long as the embedded host waits before it starts a container: podman takes its time on a machine that is busy.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RegistryLimit = TimeSpan.FromSeconds(12);

    private readonly Lock gate = new();
    private Task<RuntimeSearch>? runtime;

    public async Task<ContainerAvailability> CheckAsync(string image, CancellationToken cancellationToken)
    {
        Task<RuntimeSearch> search;
        lock (gate)
        {
            search = runtime ??= FindRuntimeAsync(cancellationToken);
        }

        var found = await search.ConfigureAwait(false);
        if (found.Command is not { } command)
        {
            return new(false, found.Reason);
        }

        switch (await AskAsync(command, ["image", "inspect", image], cancellationToken).ConfigureAwait(false))
        {
            case RuntimeAnswer.Yes:
                return new(true, $"{image} by {command}, the image is present");
            case RuntimeAnswer.Late:
                return new(false, Late(command));
            default:
                break;
        }

        if (failures.Find(image) is { } lately)
        {
            return new(false, $"{command} could not fetch {image}: {lately}");
        }

        if (await ImagePull.RunAsync(command, image, RegistryLimit, time, cancellationToken).ConfigureAwait(false) is not { } failure)
        {
            return new(true, $"{image} by {command}, the image was fetched");
        }

        failures.Remember(image, failure);
        return new(false, $"{command} cannot fetch {image}: {failure}");
    }

    private async Task<RuntimeSearch> FindRuntimeAsync(CancellationToken cancellationToken)
    {
        var chosen = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        string[] candidates = string.IsNullOrWhiteSpace(chosen) ? ["docker", "podman"] : [chosen.Trim()];
        var reasons = new List<string>();
        foreach (var candidate in candidates)
        {
            // Listing containers asks the engine as "info" does, which besides has podman look up the packages of all its parts.
            switch (await AskAsync(candidate, ["ps", "--quiet"], cancellationToken).ConfigureAwait(false))
            {
                case RuntimeAnswer.Yes:
                    return new(candidate, "");
                case RuntimeAnswer.No:
                    reasons.Add($"{candidate} is installed but its engine does not run (start it)");
                    break;
                case RuntimeAnswer.Late:
                    reasons.Add(Late(candidate));
                    break;
                default:
                    break;
            }
        }

        return new(null, reasons.Count > 0 ? string.Join(", and ", reasons) : $"no container runtime is installed (install and start {string.Join(" or ", candidates)})");
    }

    private static string Late(string command) => $"{command} did not answer within {AnswerLimit.TotalSeconds:0} s";

    private async Task<RuntimeAnswer> AskAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await Cli.Wrap(command).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(either.Token).ConfigureAwait(false);
            return result.ExitCode == 0 ? RuntimeAnswer.Yes : RuntimeAnswer.No;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RuntimeAnswer.Late;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return RuntimeAnswer.NotInstalled;
        }
    }
}
