using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Sees to it that a container's image is there.</summary>
internal sealed class ContainerImages(TimeProvider timeProvider)
{
    // A registry that has not begun to deliver by then is not reached.
    private static readonly TimeSpan RegistryLimit = TimeSpan.FromSeconds(12);

    // What docker and podman write once the registry has answered.
    private static readonly string[] SignsOfLife = ["Pulling from", "Getting image source signatures", "Copying blob"];

    /// <summary>Pulls the image as the policy says.</summary>
    /// <returns>The image's identifier.</returns>
    /// <exception cref="LaunchException">The image is not to be had.</exception>
    public async Task<string> EnsureAsync(IContainerCli cli, string image, ImagePullPolicy policy, ResourceLog log, CancellationToken cancellationToken)
    {
        var id = policy is ImagePullPolicy.Always ? null : await FindAsync(cli, image, cancellationToken).ConfigureAwait(false);
        if (id is null && policy is ImagePullPolicy.Never)
        {
            throw new LaunchException($"The image '{image}' is not on this machine, and the pull policy is Never: build it, or pull it with '{cli.Program} pull {image}'.");
        }

        if (id is null)
        {
            await PullAsync(cli, image, log, cancellationToken).ConfigureAwait(false);
            id = await FindAsync(cli, image, cancellationToken).ConfigureAwait(false)
                ?? throw new LaunchException($"The image '{image}' was pulled and is not there.");
        }

        return id;
    }

    /// <summary>The identifier of an image; null when it is not on this machine.</summary>
    public static async Task<string?> FindAsync(IContainerCli cli, string image, CancellationToken cancellationToken)
    {
        var result = await cli.RunAsync(new ContainerCliCall("image", "inspect", "--format", "{{.Id}}", image), cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output : null;
    }

    private async Task PullAsync(IContainerCli cli, string image, ResourceLog log, CancellationToken cancellationToken)
    {
        log.Write($"Pulling {image}.", isError: false);
        using var limit = new CancellationTokenSource(RegistryLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await cli.RunAsync(new ContainerCliCall("pull", image) { Line = Progress }, either.Token).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new LaunchException($"The image '{image}' cannot be pulled: {result.Error}");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LaunchException($"The image '{image}' cannot be pulled: its registry did not answer within {RegistryLimit.TotalSeconds:0} s.");
        }

        void Progress(string line, bool isError)
        {
            log.Write(line, isError: false);
            if (SignsOfLife.Any(sign => line.Contains(sign, StringComparison.Ordinal)))
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }
}
