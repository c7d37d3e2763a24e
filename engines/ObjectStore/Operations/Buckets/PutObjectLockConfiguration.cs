using System.Globalization;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Buckets;

/// <summary>Lets a bucket's versions be locked, which stays so, and sets how long they are by default.</summary>
internal sealed class PutObjectLockConfiguration(Store store) : IS3Operation
{
    private const int DaysOfAYear = 365;
    private const int MostDays = 36_500;
    private const int MostYears = 100;

    public Route Route { get; } = new("PUT", Level.Bucket, "object-lock");

    public async Task RunAsync(S3Request request)
    {
        var document = await Xml.ReadAsync(request, "ObjectLockConfiguration");
        if (document.Text("ObjectLockEnabled") != "Enabled")
        {
            throw S3Exception.MalformedXml("ObjectLockEnabled must be Enabled.");
        }

        var rule = document.Child("Rule")?.Child("DefaultRetention");
        var (mode, days) = rule is null ? ("", 0) : (ObjectLocks.CheckMode(rule.Text("Mode")), Days(rule.Text("Days"), rule.Text("Years")));
        await store.Buckets.UpdateAsync(
            request.Bucket,
            bucket => bucket.Versioning == "Enabled"
                ? bucket with { ObjectLock = true, DefaultLockMode = mode, DefaultLockDays = days }
                : throw new S3Exception(409, "InvalidBucketState", "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"),
            request.Cancelled);
    }

    private static int Days(string? days, string? years)
    {
        if (days is null == years is null)
        {
            throw S3Exception.MalformedXml("A default retention has either Days or Years.");
        }

        return int.TryParse(days ?? years, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= (days is null ? MostYears : MostDays)
            ? days is null ? number * DaysOfAYear : number
            : throw S3Exception.InvalidArgument("The default retention period must be 1 to 36500 days or 1 to 100 years.");
    }
}
