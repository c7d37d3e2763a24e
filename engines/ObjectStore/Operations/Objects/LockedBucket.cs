using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>A bucket whose versions may be locked.</summary>
internal static class LockedBucket
{
    /// <exception cref="S3Exception">The bucket was made without Object Lock.</exception>
    public static void Require(Bucket bucket)
    {
        if (!bucket.ObjectLock)
        {
            throw S3Exception.InvalidRequest("Bucket is missing Object Lock Configuration");
        }
    }
}
