using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>Tells changes of resources to one listener: of several that came while it was busy, the last of each resource.</summary>
internal sealed class ResourceChanges(ResourceNotificationService notifications)
{
    /// <summary>Tells changes. The first batch is empty: once it is there, no later change is missed.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<ResourceEvent>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var pump = PumpAsync(channel.Writer, ending.Token);
        try
        {
            yield return [];
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var latest = new Dictionary<string, ResourceEvent>(StringComparer.OrdinalIgnoreCase);
                while (channel.Reader.TryRead(out var change))
                {
                    latest[change.ResourceId] = change;
                }

                yield return latest.Values;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(ChannelWriter<ResourceEvent> writer, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                writer.TryWrite(change);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone.
        }
        finally
        {
            writer.TryComplete();
        }
    }
}
