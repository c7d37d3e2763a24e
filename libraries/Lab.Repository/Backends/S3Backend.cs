using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lab.Repository.Backends;

/// <summary>
/// A repository in a bucket of S3 or of a server that speaks its protocol. Needs conditional writes (<c>If-None-Match: *</c>) and listings
/// that show every finished write, which S3 has.
/// </summary>
/// <param name="client">The client; it stays the caller's.</param>
/// <param name="bucket">The bucket; it must exist.</param>
/// <param name="prefix">What the keys begin with, without a slash at its end; empty for the whole bucket.</param>
/// <param name="packClass">The storage class of packs of contents, for example GLACIER; everything else is read often and stays in STANDARD.</param>
public sealed class S3Backend(IAmazonS3 client, string bucket, string prefix = "", string? packClass = null) : IBackend
{
    private readonly string root = prefix.Length == 0 ? "" : prefix.Trim('/') + "/";

    /// <inheritdoc/>
    public string Description => $"s3:{bucket}/{root}";

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = root + key }, cancellationToken).ConfigureAwait(false);
            var content = new byte[response.ContentLength];
            await response.ResponseStream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            return content;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        catch (Exception error) when (IsOfStorage(error, cancellationToken))
        {
            throw From(error, $"{key} cannot be read");
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryReadAsync(string key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (destination.IsEmpty)
        {
            return true;
        }

        try
        {
            var request = new GetObjectRequest { BucketName = bucket, Key = root + key, ByteRange = new ByteRange(offset, offset + destination.Length - 1) };
            using var response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return await response.ResponseStream.ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == destination.Length;
        }
        catch (AmazonS3Exception error) when (error.StatusCode is (HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable) && error.ErrorCode != "NoSuchBucket")
        {
            return false;
        }
        catch (Exception error) when (IsOfStorage(error, cancellationToken))
        {
            throw From(error, $"{key} cannot be read");
        }
    }

    /// <inheritdoc/>
    public async Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        try
        {
            using var body = Body(content);
            var request = new PutObjectRequest { BucketName = bucket, Key = root + key, InputStream = body, AutoCloseStream = false };
            if (onlyIfAbsent)
            {
                request.IfNoneMatch = "*";
            }

            if (packClass is not null && Format.PackId.FromKey(key) is { IsCatalog: false })
            {
                request.StorageClass = S3StorageClass.FindValue(packClass);
            }

            await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception error) when (onlyIfAbsent && error.StatusCode is (HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict))
        {
            // A write whose answer was lost is sent again by the client and then finds itself.
            return await GetAsync(key, cancellationToken).ConfigureAwait(false) is { } there && there.AsSpan().SequenceEqual(content.Span);
        }
        catch (Exception error) when (IsOfStorage(error, cancellationToken))
        {
            throw From(error, $"{key} cannot be written");
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BackendObject>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        try
        {
            var objects = new List<BackendObject>();
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = root + prefix };
            ListObjectsV2Response response;
            do
            {
                response = await client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
                objects.AddRange((response.S3Objects ?? []).Select(o => new BackendObject(o.Key[root.Length..], o.Size ?? 0, new DateTimeOffset((o.LastModified ?? DateTime.UnixEpoch).ToUniversalTime()))));
                request.ContinuationToken = response.NextContinuationToken;
            }
            while (response.IsTruncated == true);

            return objects;
        }
        catch (Exception error) when (IsOfStorage(error, cancellationToken))
        {
            throw From(error, "it cannot be listed");
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = root + key }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket")
        {
            // Neither is the object there.
        }
        catch (Exception error) when (IsOfStorage(error, cancellationToken))
        {
            throw From(error, $"{key} cannot be removed");
        }
    }

    private static MemoryStream Body(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false);

    private static bool IsOfStorage(Exception error, CancellationToken cancellationToken) =>
        error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private RepositoryException From(Exception error, string what) => error switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new RepositoryException(RepositoryError.NotFound, $"there is no bucket '{bucket}'.", error),
        AmazonS3Exception { ErrorCode: "InvalidObjectState" } => new RepositoryException(RepositoryError.Archived, $"{Description}: {what}: it lies in the archive and must be retrieved first.", error),
        AmazonS3Exception refused => new RepositoryException(RepositoryError.Storage, $"{Description}: {what}: {refused.ErrorCode}: {refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", error),
        _ => new RepositoryException(RepositoryError.Storage, $"{Description}: {what}: the server does not answer ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", error),
    };
}
