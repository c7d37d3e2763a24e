using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations.Containers;

/// <summary>Asks docker or podman.</summary>
/// <remarks>A runtime must answer, and a registry begin to deliver, within a few seconds; a fetch that has begun may take its time.</remarks>
internal sealed class ContainerProbe(IConfiguration configuration, PullFailures failures, TimeProvider time) : IContainerProbe
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegistryLimit = TimeSpan.FromSeconds(12);

    private readonly Lock gate = new();
    private Task<string?>? runtime;

    public async Task<ContainerAvailability> CheckAsync(string image, CancellationToken cancellationToken)
    {
        Task<string?> search;
        lock (gate)
        {
            search = runtime ??= FindRuntimeAsync(cancellationToken);
        }

        if (await search.ConfigureAwait(false) is not { } command)
        {
            return new(false, "no container runtime answers (install and start docker or podman)");
        }

        if (await AnswersAsync(command, ["image", "inspect", image], cancellationToken).ConfigureAwait(false))
        {
            return new(true, $"{image} by {command}, the image is present");
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

    private async Task<string?> FindRuntimeAsync(CancellationToken cancellationToken)
    {
        var chosen = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        string[] candidates = string.IsNullOrWhiteSpace(chosen) ? ["docker", "podman"] : [chosen.Trim()];
        foreach (var candidate in candidates)
        {
            if (await AnswersAsync(candidate, ["info"], cancellationToken).ConfigureAwait(false))
            {
                return candidate;
            }
        }

        return null;
    }

    private async Task<bool> AnswersAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await Cli.Wrap(command).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(either.Token).ConfigureAwait(false);
            return result.ExitCode == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // The program is not installed.
            return false;
        }
    }
}
