using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Conformance;

[Collection<ServersCollection>]
public sealed class LockTests(Servers servers) : ConformanceTests(servers)
{
    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Compliance_lets_nobody_delete(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        var version = (await PutLockedAsync(client, bucket, ObjectLockMode.Compliance)).VersionId;

        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => client.DeleteObjectAsync(bucket, "k", version, Cancellation));
        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => client.DeleteObjectAsync(
            new DeleteObjectRequest { BucketName = bucket, Key = "k", VersionId = version, BypassGovernanceRetention = true }, Cancellation));
        (await client.DeleteObjectAsync(bucket, "k", Cancellation)).DeleteMarker.ShouldBe("true");

        (await ReadAsync(client, bucket, "k", r => r.VersionId = version)).ShouldBe("x");
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task An_object_tells_how_it_is_locked(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        await PutLockedAsync(client, bucket, ObjectLockMode.Compliance);

        var head = await client.GetObjectMetadataAsync(bucket, "k", Cancellation);

        head.ObjectLockMode.ShouldBe(ObjectLockMode.Compliance);
        head.ObjectLockRetainUntilDate!.Value.ToUniversalTime().ShouldBe(DateTime.UtcNow.AddHours(1), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Governance_can_be_passed_by_who_says_so(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        var version = (await PutLockedAsync(client, bucket, ObjectLockMode.Governance)).VersionId;

        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => client.DeleteObjectAsync(bucket, "k", version, Cancellation));
        await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = "k", VersionId = version, BypassGovernanceRetention = true }, Cancellation);

        await RefusesAsync(HttpStatusCode.NotFound, "NoSuchKey", () => client.GetObjectAsync(bucket, "k", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task A_legal_hold_holds_until_it_is_lifted(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        var version = (await PutAsync(client, bucket, "k", "x")).VersionId;
        Task Hold(ObjectLockLegalHoldStatus status) => client.PutObjectLegalHoldAsync(
            new PutObjectLegalHoldRequest { BucketName = bucket, Key = "k", VersionId = version, LegalHold = new ObjectLockLegalHold { Status = status } }, Cancellation);

        await Hold(ObjectLockLegalHoldStatus.On);
        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => client.DeleteObjectAsync(bucket, "k", version, Cancellation));
        await Hold(ObjectLockLegalHoldStatus.Off);
        await client.DeleteObjectAsync(bucket, "k", version, Cancellation);
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Compliance_is_made_longer_but_not_shorter(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        await PutLockedAsync(client, bucket, ObjectLockMode.Compliance);
        Task Retain(double hours) => client.PutObjectRetentionAsync(
            new PutObjectRetentionRequest
            {
                BucketName = bucket,
                Key = "k",
                Retention = new ObjectLockRetention { Mode = ObjectLockRetentionMode.Compliance, RetainUntilDate = DateTime.UtcNow.AddHours(hours) },
            },
            Cancellation);

        await Retain(2);
        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => Retain(0.5));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task A_bucket_gives_new_objects_its_retention(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        await client.PutObjectLockConfigurationAsync(
            new PutObjectLockConfigurationRequest
            {
                BucketName = bucket,
                ObjectLockConfiguration = new ObjectLockConfiguration
                {
                    ObjectLockEnabled = ObjectLockEnabled.Enabled,
                    Rule = new ObjectLockRule { DefaultRetention = new DefaultRetention { Mode = ObjectLockRetentionMode.Governance, Days = 2 } },
                },
            },
            Cancellation);

        var version = (await PutAsync(client, bucket, "k", "x")).VersionId;

        await RefusesAsync(HttpStatusCode.Forbidden, "AccessDenied", () => client.DeleteObjectAsync(bucket, "k", version, Cancellation));
        (await client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, Cancellation))
            .ObjectLockConfiguration.Rule.DefaultRetention.Days.ShouldBe(2);
    }

    // VersityGW does not answer with a version's retention.
    [Theory]
    [InlineData(Target.Emulator)]
    public async Task A_version_tells_its_retention(Target target)
    {
        var (client, bucket) = await OpenAsync(target, withLock: true);
        var version = (await PutLockedAsync(client, bucket, ObjectLockMode.Governance)).VersionId;

        var retention = (await client.GetObjectRetentionAsync(new GetObjectRetentionRequest { BucketName = bucket, Key = "k", VersionId = version }, Cancellation)).Retention;

        retention.Mode.ShouldBe(ObjectLockRetentionMode.Governance);
        retention.RetainUntilDate!.Value.ToUniversalTime().ShouldBe(DateTime.UtcNow.AddHours(1), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task Without_a_lock_configuration_nothing_is_locked(Target target)
    {
        var (client, bucket) = await OpenAsync(target);

        (await Should.ThrowAsync<AmazonS3Exception>(() => PutLockedAsync(client, bucket, ObjectLockMode.Governance))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await RefusesAsync(HttpStatusCode.NotFound, "ObjectLockConfigurationNotFoundError", () => client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, Cancellation));
    }

    private static Task<PutObjectResponse> PutLockedAsync(AmazonS3Client client, string bucket, ObjectLockMode mode) => PutAsync(client, bucket, "k", "x", r =>
    {
        r.ObjectLockMode = mode;
        r.ObjectLockRetainUntilDate = DateTime.UtcNow.AddHours(1);
    });
}
