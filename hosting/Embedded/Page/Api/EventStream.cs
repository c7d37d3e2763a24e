using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>Server-sent events with JSON data, which end with the listener or the server, and say now and then that they are alive.</summary>
internal static class EventStream
{
    /// <summary>How long a stream is silent at most.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Makes an event.</summary>
    public static SseItem<string> Event<T>(string type, T data) => new(JsonSerializer.Serialize(data, JsonSerializerOptions.Web), type);

    /// <summary>Makes the answer to a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="events">Gives the events, until it is cancelled.</param>
    public static ServerSentEventsResult<string> Answer(HttpContext context, Func<CancellationToken, IAsyncEnumerable<SseItem<string>>> events)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        return TypedResults.ServerSentEvents(ReadAsync(events, time, context.RequestAborted, stopping));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        Func<CancellationToken, IAsyncEnumerable<SseItem<string>>> events,
        TimeProvider time,
        CancellationToken aborted,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, cancellationToken);
        var source = events(ending.Token).GetAsyncEnumerator(ending.Token);
        var next = NextAsync(source, ending.Token);
        try
        {
            // Lets the browser know at once that the stream stands.
            yield return Event("ping", 0);
            while (true)
            {
                if (await ArrivesAsync(next, time, ending.Token).ConfigureAwait(false))
                {
                    if (!await next.ConfigureAwait(false))
                    {
                        yield break;
                    }

                    yield return source.Current;
                    next = NextAsync(source, ending.Token);
                }
                else
                {
                    yield return Event("ping", 0);
                }
            }
        }
        finally
        {
            // An enumerator cannot be disposed of while it moves.
            await ending.CancelAsync().ConfigureAwait(false);
            await next.ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> ArrivesAsync(Task<bool> next, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(KeepAlive, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
