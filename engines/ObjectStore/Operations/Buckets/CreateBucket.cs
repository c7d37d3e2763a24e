using System.Net;
using System.Text.RegularExpressions;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Makes a bucket.</summary>
internal sealed partial class CreateBucket(Store store) : IS3Operation
{
    public Route Route { get; } = new("PUT", Level.Bucket);

    public async Task RunAsync(S3Request request)
    {
        if (!Name().IsMatch(request.Bucket) || request.Bucket.Contains("..", StringComparison.Ordinal) || IPAddress.TryParse(request.Bucket, out _))
        {
            throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid: 3 to 63 small letters, digits, dots and hyphens, and no IP address.");
        }

        if (request.Length > 0)
        {
            await Xml.ReadAsync(request, "CreateBucketConfiguration");
        }

        ObjectHeaders.RefuseEncryption(request);
        var locks = string.Equals(request.Header("x-amz-bucket-object-lock-enabled"), "true", StringComparison.OrdinalIgnoreCase);
        await store.Buckets.CreateAsync(
            new Bucket { Name = request.Bucket, Created = store.Now, ObjectLock = locks, Versioning = locks ? "Enabled" : "" }, request.Cancelled);
        request.Response.Headers.Location = "/" + request.Bucket;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Name();
}
