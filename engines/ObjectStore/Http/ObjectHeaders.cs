using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>The headers that come with an object and go with it.</summary>
internal static class ObjectHeaders
{
    public const string Meta = "x-amz-meta-";

    /// <summary>What S3 allows for user metadata, in bytes.</summary>
    private const int MostMeta = 2 << 10;

    private static readonly string[] Kept = ["content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires", "x-amz-website-redirect-location"];

    public static Dictionary<string, string> Read(S3Request request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var meta = 0;
        foreach (var (name, value) in request.Headers)
        {
            var lower = name.ToLowerInvariant();
            if (lower.StartsWith(Meta, StringComparison.Ordinal))
            {
                meta += lower.Length - Meta.Length + value.ToString().Length;
                headers[lower] = value.ToString();
            }
            else if (Kept.Contains(lower))
            {
                headers[lower] = value.ToString();
            }
        }

        if (meta > MostMeta)
        {
            throw new S3Exception(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size of 2 KiB.");
        }

        if (headers.TryGetValue("content-encoding", out var encoding))
        {
            // The framing of the request is not part of the object.
            var rest = string.Join(',', encoding.Split(',', StringSplitOptions.TrimEntries).Where(e => e is not ("aws-chunked" or "")));
            headers["content-encoding"] = rest;
            if (rest.Length == 0)
            {
                headers.Remove("content-encoding");
            }
        }

        headers.TryAdd("content-type", "binary/octet-stream");
        return headers;
    }

    /// <summary>Refuses encryption with keys that this server does not have, for its own folder is as safe as the disk, and rights of others, whom it does not know.</summary>
    public static void RefuseEncryption(S3Request request)
    {
        if (request.Header("x-amz-server-side-encryption") is { } encryption && encryption != "AES256")
        {
            throw S3Exception.NotImplemented($"Server-side encryption {encryption}");
        }

        if (request.Headers.Keys.Any(name => name.StartsWith("x-amz-server-side-encryption-customer", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Exception.NotImplemented("Server-side encryption with customer keys");
        }

        if (request.Header("x-amz-acl") is { } acl && acl is not ("private" or "bucket-owner-full-control"))
        {
            throw S3Exception.NotImplemented($"The ACL {acl}");
        }

        if (request.Headers.Keys.FirstOrDefault(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)) is { } grant)
        {
            throw S3Exception.NotImplemented($"The grant {grant.ToLowerInvariant()}");
        }
    }

    public static void Write(S3Request request, ObjectVersion version, Archive archive)
    {
        var response = request.Response.Headers;
        foreach (var (name, value) in version.Headers)
        {
            response[name] = value;
        }

        foreach (var name in new[] { "content-type", "content-language", "expires", "cache-control", "content-disposition", "content-encoding" })
        {
            if (request.Query("response-" + name) is { } instead)
            {
                response[name] = instead;
            }
        }

        response["ETag"] = $"\"{version.ETag}\"";
        response["Last-Modified"] = version.Modified.UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        response["Accept-Ranges"] = "bytes";
        Set(request, "x-amz-storage-class", version.StorageClass == StorageClasses.Standard ? null : version.StorageClass);
        Set(request, "x-amz-restore", archive.Header(version));
        Set(request, "x-amz-tagging-count", version.Tags.Count == 0 ? null : version.Tags.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Set(request, "x-amz-object-lock-mode", version.LockMode);
        Set(request, "x-amz-object-lock-retain-until-date", version.RetainUntil is { } until ? Xml.Time(until) : null);
        Set(request, "x-amz-object-lock-legal-hold", version.LegalHold ? "ON" : null);
        WriteVersion(request, version);
        if (string.Equals(request.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            WriteChecksum(request, version);
        }
    }

    public static void WriteVersion(S3Request request, ObjectVersion version) =>
        Set(request, "x-amz-version-id", version.VersionId == ObjectVersion.NullVersion ? null : version.VersionId);

    public static void WriteChecksum(S3Request request, ObjectVersion version)
    {
        if (version is { ChecksumName: { } name, ChecksumValue: { } value })
        {
            request.Response.Headers[Checksum.HeaderOf(name)] = value;
            Set(request, "x-amz-checksum-type", version.ChecksumType);
        }
    }

    public static void RemoveChecksum(S3Request request, ObjectVersion version)
    {
        if (version.ChecksumName is { } name)
        {
            request.Response.Headers.Remove(Checksum.HeaderOf(name));
            request.Response.Headers.Remove("x-amz-checksum-type");
        }
    }

    private static void Set(S3Request request, string name, string? value)
    {
        if (value is not null)
        {
            request.Response.Headers[name] = value;
        }
    }
}
