using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Operations;

/// <summary>Which requests an operation answers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Level">What it is about.</param>
/// <param name="Subresource">The query parameter that names it, or the header of a copy; empty for the thing itself.</param>
internal sealed record Route(string Method, Level Level, string Subresource = "")
{
    /// <summary>The header that makes a PUT a copy.</summary>
    public const string CopySource = "x-amz-copy-source";

    /// <summary>Parameters that shape an answer instead of naming another thing.</summary>
    private static readonly HashSet<string> Shaping = new(StringComparer.Ordinal)
    {
        "list-type", "prefix", "delimiter", "marker", "max-keys", "continuation-token", "start-after", "fetch-owner", "encoding-type", "key-marker",
        "version-id-marker", "versionId", "partNumber", "max-parts", "part-number-marker", "max-uploads", "upload-id-marker", "x-id",
        "response-content-type", "response-content-language", "response-expires", "response-cache-control", "response-content-disposition",
        "response-content-encoding", "max-buckets", "bucket-region",
    };

    public static Route Of(S3Request request)
    {
        var level = request.Bucket.Length == 0 ? Level.Service : request.Key.Length == 0 ? Level.Bucket : Level.Object;
        var named = request.Context.Request.Query.Keys.Where(name => !Shaping.Contains(name) && !name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
        var copies = request.Method == "PUT" && level == Level.Object && request.Header(CopySource) is not null;
        return new(request.Method, level, string.Join('&', copies ? [.. named, CopySource] : named));
    }

    public override string ToString() => $"{Method} of a {Level.ToString().ToLowerInvariant()}{(Subresource.Length > 0 ? $"'s {Subresource}" : "")}";
}
