using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>What a copy is made of.</summary>
internal static class CopySource
{
    /// <exception cref="S3Exception">There is no such object, it is archived, or a condition does not hold.</exception>
    public static ObjectVersion Find(S3Request request, Store store)
    {
        var source = request.Header(Route.CopySource)!.TrimStart('/');
        const string versionMark = "?versionId=";
        var mark = source.IndexOf(versionMark, StringComparison.Ordinal);
        var version = mark < 0 ? null : source[(mark + versionMark.Length)..];
        var path = Uri.UnescapeDataString(mark < 0 ? source : source[..mark]);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw S3Exception.InvalidArgument("The copy source must name a bucket and a key: BUCKET/KEY.");
        }

        var found = store.Versions.Get(path[..slash], path[(slash + 1)..], version);
        Preconditions.IsNotModified(request, found, "x-amz-copy-source-");
        store.Archive.RequireReadable(found);
        return found;
    }

    /// <summary>The source's bytes as a stream of their own.</summary>
    public static Stream Open(Store store, ObjectVersion source, ByteRange range, CancellationToken cancellationToken)
    {
        var pipe = new System.IO.Pipelines.Pipe(new System.IO.Pipelines.PipeOptions(pauseWriterThreshold: 4 << 20, resumeWriterThreshold: 2 << 20));
        _ = FeedAsync();
        return pipe.Reader.AsStream();

        async Task FeedAsync()
        {
            Exception? failure = null;
            try
            {
                await store.Files.CopyAsync(source.Segments, range.Offset, range.Count, pipe.Writer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                failure = error;
            }

            await pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
        }
    }
}
