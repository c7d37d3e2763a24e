using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>A request as S3 sees it: a bucket, a key, what is asked of them.</summary>
internal sealed class S3Request
{
    private S3Request(HttpContext context, string bucket, string key)
    {
        Context = context;
        Bucket = bucket;
        Key = key;
    }

    public HttpContext Context { get; }

    /// <summary>Empty where the request is for the service itself.</summary>
    public string Bucket { get; }

    /// <summary>Empty where the request is for the bucket. Any text: it is never used as a path.</summary>
    public string Key { get; }

    public string Method => Context.Request.Method;

    public IHeaderDictionary Headers => Context.Request.Headers;

    public HttpResponse Response => Context.Response;

    public CancellationToken Cancelled => Context.RequestAborted;

    /// <summary>The body as its sender meant it: without the framing of signed chunks, checked against what it declares.</summary>
    public Stream Body { get; set; } = Stream.Null;

    /// <summary>Bytes of the body; <see langword="null"/> where the sender does not say.</summary>
    public long? Length { get; set; }

    /// <summary>Reads the address: <c>/bucket/key</c>, or <c>bucket.localhost/key</c>.</summary>
    public static S3Request Read(HttpContext context)
    {
        // The decoded path would lose an encoded slash and dots between slashes.
        var target = RawPath(context);
        var host = context.Request.Host.Host;
        var dot = host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? host[..^".localhost".Length] : "";
        var path = target[1..];
        if (dot.Length > 0)
        {
            return new S3Request(context, dot, Decode(path));
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new S3Request(context, Decode(path), "") : new S3Request(context, Decode(path[..slash]), Decode(path[(slash + 1)..]));
    }

    /// <summary>The path as it was sent.</summary>
    public static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget ?? "/";
        if (target.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(target, UriKind.Absolute, out var absolute))
        {
            target = absolute.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        target = question < 0 ? target : target[..question];
        return target.StartsWith('/') ? target : "/" + target;
    }

    /// <summary>The query parameter; <see langword="null"/> where it is absent.</summary>
    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out StringValues value) ? value.ToString() : null;

    public bool HasQuery(string name) => Context.Request.Query.ContainsKey(name);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A number from the query.</summary>
    public int QueryNumber(string name, int otherwise, int least, int most) => Query(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least => Math.Min(number, most),
        var text => throw S3Exception.InvalidArgument($"{name} is '{text}'; allowed is a number from {least} to {most}."),
    };

    private static string Decode(string text)
    {
        var decoded = Uri.UnescapeDataString(text);
        return decoded.Contains('\0', StringComparison.Ordinal) || decoded.Contains('\uFFFD', StringComparison.Ordinal)
            ? throw new S3Exception(400, "InvalidURI", "The path is not valid UTF-8 text.")
            : decoded;
    }
}
