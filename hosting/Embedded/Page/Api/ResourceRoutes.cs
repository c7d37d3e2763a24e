using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Lab.Hosting.Embedded.Page.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>The states of resources: listed, described, and as they change.</summary>
internal static class ResourceRoutes
{
    public static void MapResources(this IEndpointRouteBuilder api)
    {
        api.MapGet("/resources", (ResourceViews views, bool hidden = false) => List(views, hidden));
        api.MapGet("/resources/stream", (HttpContext context, ResourceViews views, ResourceChanges changes, bool hidden = false) =>
            EventStream.Answer(context, cancellationToken => StreamAsync(views, changes, hidden, cancellationToken)));
        api.MapGet("/resources/{name}", Describe);
    }

    /// <summary>The answer when no resource has a name.</summary>
    public static ProblemHttpResult NoResource(string name) =>
        TypedResults.Problem($"No resource is named '{name}'.", statusCode: StatusCodes.Status404NotFound, title: "Unknown resource");

    private static PageResource[] List(ResourceViews views, bool hidden) =>
        [.. views.Current().Select(views.List).Where(resource => hidden || !resource.Hidden)];

    private static Results<Ok<PageResourceDetails>, ProblemHttpResult> Describe(string name, ResourceViews views) =>
        views.Find(name) is [var first, ..] ? TypedResults.Ok(views.Describe(first)) : NoResource(name);

    // Changes are watched before the list is made, so that none falls between; telling one twice does no harm.
    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        ResourceViews views, ResourceChanges changes, bool hidden, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var listed = false;
        await foreach (var batch in changes.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!listed)
            {
                listed = true;
                var current = views.Current().ToArray();
                current.ToList().ForEach(state => told[state.ResourceId] = state.Snapshot.Version);
                yield return EventStream.Event("snapshot", current.Select(views.List).Where(resource => hidden || !resource.Hidden).ToArray());
            }

            foreach (var change in batch.Where(change => change.Snapshot.Version > told.GetValueOrDefault(change.ResourceId, -1)))
            {
                told[change.ResourceId] = change.Snapshot.Version;
                if (views.List(change) is var resource && (hidden || !resource.Hidden))
                {
                    yield return EventStream.Event("change", resource);
                }
            }
        }
    }
}
