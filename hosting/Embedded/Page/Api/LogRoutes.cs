using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Page.Contracts;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>The logs of resources: what is kept of them, and as they are written.</summary>
internal static class LogRoutes
{
    private const int MostLines = 10_000;

    // An event of this many lines stays well below what browsers take in one piece.
    private const int LinesInEvent = 500;

    public static void MapLogs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/resources/{name}/logs", ReadAsync);
        api.MapGet("/resources/{name}/logs/stream", (HttpContext context, string name, ResourceViews views, ResourceLoggerService logs, SecretMask mask) =>
            views.Find(name) is [var first, ..]
                ? (IResult)EventStream.Answer(context, cancellationToken => StreamAsync(logs, first.ResourceId, mask, cancellationToken))
                : ResourceRoutes.NoResource(name));
    }

    private static async Task<IResult> ReadAsync(HttpRequest request, string name, ResourceViews views, ResourceLoggerService logs, SecretMask mask, int tail = MostLines)
    {
        if (tail is < 1 or > MostLines)
        {
            return TypedResults.Problem($"tail is {tail}; allowed: 1 to {MostLines}.", statusCode: StatusCodes.Status400BadRequest, title: "Invalid number of lines");
        }

        if (views.Find(name) is not [var first, ..])
        {
            return ResourceRoutes.NoResource(name);
        }

        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(first.ResourceId).WithCancellation(request.HttpContext.RequestAborted).ConfigureAwait(false))
        {
            lines.AddRange(batch);
        }

        var shown = lines.TakeLast(tail).Select(line => View(line, mask)).ToArray();
        return request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json")
            ? TypedResults.Ok(shown)
            : TypedResults.Text(string.Concat(shown.Select(line => line.Text + "\n")), "text/plain", Encoding.UTF8);
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        ResourceLoggerService logs, string id, SecretMask mask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in logs.WatchAsync(id).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var lines in batch.Chunk(LinesInEvent))
            {
                yield return EventStream.Event("lines", lines.Select(line => View(line, mask)).ToArray());
            }
        }

        // A log that was completed stays to be read: to end the stream would make a browser fetch it again and again.
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    }

    private static PageLogLine View(LogLine line, SecretMask mask) => new(line.LineNumber, mask.Mask(line.Content), line.IsErrorMessage);
}
