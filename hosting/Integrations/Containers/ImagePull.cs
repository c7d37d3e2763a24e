using CliWrap;

namespace Lab.Hosting.Integrations.Containers;

/// <summary>Fetches an image and gives up when its registry does not begin to deliver in time.</summary>
internal static class ImagePull
{
    // What docker and podman write once the registry has answered.
    private static readonly string[] SignsOfLife = ["Pulling from", "Getting image source signatures", "Copying blob"];

    /// <returns><see langword="null"/> when the image is there, else why it is not.</returns>
    public static async Task<string?> RunAsync(string command, string image, TimeSpan registryLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        var lastLine = "";
        using var limit = new CancellationTokenSource(registryLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var read = PipeTarget.ToDelegate(line =>
        {
            lastLine = string.IsNullOrWhiteSpace(line) ? lastLine : line.Trim();
            if (SignsOfLife.Any(sign => line.Contains(sign, StringComparison.Ordinal)))
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        });
        try
        {
            var result = await Cli.Wrap(command).WithArguments(["pull", image]).WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(read)
                .WithStandardErrorPipe(read)
                .ExecuteAsync(either.Token).ConfigureAwait(false);
            return result.ExitCode == 0 ? null : lastLine.Length > 0 ? Cause(lastLine) : $"exit code {result.ExitCode}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"its registry did not answer within {registryLimit.TotalSeconds:0} s";
        }
    }

    /// <summary>The end of a chain of errors, which is its cause; the beginning repeats the image's name.</summary>
    private static string Cause(string line)
    {
        const string Network = "dial tcp: ";
        var start = line.LastIndexOf(Network, StringComparison.Ordinal);
        return start < 0 ? line : line[(start + Network.Length)..];
    }
}
