using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Buckets;
using Lab.Engines.ObjectStore.Operations.Listing;
using Lab.Engines.ObjectStore.Operations.Multipart;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations;

/// <summary>All operations of this server. What is not here is refused by name.</summary>
internal sealed class OperationCatalog(Store store)
{
    private readonly Dictionary<Route, IS3Operation> operations = new IS3Operation[]
    {
        new ListBuckets(store), new CreateBucket(store), new HeadBucket(store), new DeleteBucket(store), new GetBucketLocation(store), new GetAccounting(store),
        new GetBucketVersioning(store), new PutBucketVersioning(store), new GetObjectLockConfiguration(store), new PutObjectLockConfiguration(store),
        new GetBucketTagging(store), new PutBucketTagging(store), new DeleteBucketTagging(store),
        new GetBucketLifecycleConfiguration(store), new PutBucketLifecycleConfiguration(store), new DeleteBucketLifecycle(store),
        new ListObjectsV2(store), new ListObjectVersions(store), new ListMultipartUploads(store), new DeleteObjects(store),
        new PutObject(store), new GetObject(store), new HeadObject(store), new DeleteObject(store), new CopyObject(store), new RestoreObject(store),
        new GetObjectTagging(store), new PutObjectTagging(store), new DeleteObjectTagging(store),
        new GetObjectRetention(store), new PutObjectRetention(store), new GetObjectLegalHold(store), new PutObjectLegalHold(store),
        new CreateMultipartUpload(store), new UploadPart(store), new UploadPartCopy(store), new CompleteMultipartUpload(store), new AbortMultipartUpload(store), new ListParts(store),
    }.ToDictionary(operation => operation.Route);

    /// <summary>What S3's API calls them, and this server's own.</summary>
    public IEnumerable<string> Names => operations.Values.Select(operation => operation.GetType().Name);

    /// <exception cref="S3Exception">There is no such operation here.</exception>
    public IS3Operation Find(S3Request request)
    {
        var route = Route.Of(request);
        return operations.TryGetValue(route, out var operation) ? operation
            : route.Subresource.Length == 0 ? throw new S3Exception(405, "MethodNotAllowed", $"The specified method is not allowed against this resource: {route}.")
            : throw S3Exception.NotImplemented(route.ToString());
    }
}
