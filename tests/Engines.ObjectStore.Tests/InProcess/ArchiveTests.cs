using System.Text.Json;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>Glacier's rules at their real times, under a clock that is put forward.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("GLACIER", "Expedited", 5)]
    [InlineData("GLACIER", "Standard", 5 * 60)]
    [InlineData("GLACIER", "Bulk", 12 * 60)]
    [InlineData("DEEP_ARCHIVE", "Standard", 12 * 60)]
    [InlineData("DEEP_ARCHIVE", "Bulk", 48 * 60)]
    public async Task A_retrieval_takes_as_long_as_its_tier(string storageClass, string tier, int minutes)
    {
        await PutAsync(storageClass);

        (await RestoreAsync(1, tier)).Status.ShouldBe(202);
        bench.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        (await bench.SendAsync("HEAD", "/archive/k")).Headers["x-amz-restore"].ToString().ShouldBe("ongoing-request=\"true\"");
        (await bench.SendAsync("GET", "/archive/k")).Code.ShouldBe("InvalidObjectState");
        (await RestoreAsync(1, tier)).Code.ShouldBe("RestoreAlreadyInProgress");

        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await bench.SendAsync("GET", "/archive/k")).Text.ShouldBe("0123456789");
        (await bench.SendAsync("HEAD", "/archive/k")).Headers["x-amz-restore"].ToString().ShouldStartWith("ongoing-request=\"false\"");
    }

    [Fact]
    public async Task A_copy_stays_for_its_days_up_to_the_next_midnight()
    {
        await PutAsync("GLACIER");
        await RestoreAsync(2, "Standard");

        // Asked for on 1 March at 9:00, there at 14:00, kept until the midnight after two days.
        bench.Clock.Advance(TimeSpan.FromHours(5));
        (await bench.SendAsync("HEAD", "/archive/k")).Headers["x-amz-restore"].ToString().ShouldBe("ongoing-request=\"false\", expiry-date=\"Wed, 04 Mar 2026 00:00:00 GMT\"");
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 23, 59, 59, TimeSpan.Zero));
        (await bench.SendAsync("GET", "/archive/k")).Status.ShouldBe(200);
        (await RestoreAsync(3, "Standard")).Status.ShouldBe(200);
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 6, 23, 59, 59, TimeSpan.Zero));
        (await bench.SendAsync("GET", "/archive/k")).Status.ShouldBe(200);
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.Zero));
        (await bench.SendAsync("GET", "/archive/k")).Code.ShouldBe("InvalidObjectState");
        (await bench.SendAsync("HEAD", "/archive/k")).Headers.ContainsKey("x-amz-restore").ShouldBeFalse();
        (await RestoreAsync(1, "Standard")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task What_is_deleted_before_ninety_days_is_charged_for_ninety()
    {
        await PutAsync("GLACIER");
        await bench.SendAsync("PUT", "/archive/kept", "12345", ("x-amz-storage-class", "GLACIER"));
        bench.Clock.Advance(TimeSpan.FromDays(10));
        await bench.SendAsync("DELETE", "/archive/k");

        (await AccountAsync("GLACIER")).ShouldBe((1, 5, 10, 15));
        bench.Clock.Advance(TimeSpan.FromDays(80) - TimeSpan.FromSeconds(1));
        (await AccountAsync("GLACIER")).ShouldBe((1, 5, 10, 15));
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AccountAsync("GLACIER")).ShouldBe((1, 5, 0, 5));
        await bench.SendAsync("DELETE", "/archive/kept");
        (await AccountAsync("GLACIER")).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task Accounting_is_signed_for_like_all_else()
    {
        await bench.SendAsync("PUT", "/archive");

        (await bench.SendAsync(Workbench.Unsigned("GET", "/archive?lab-accounting", []))).Code.ShouldBe("AccessDenied");
        (await bench.SendAsync("GET", "/none?lab-accounting")).Code.ShouldBe("NoSuchBucket");
    }

    [Fact]
    public async Task A_lifecycle_moves_and_expires_what_its_rules_name()
    {
        await bench.SendAsync("PUT", "/archive");
        await bench.SendAsync("PUT", "/archive?lifecycle", """
            <LifecycleConfiguration>
              <Rule><ID>move</ID><Status>Enabled</Status><Filter><Prefix>data/</Prefix></Filter><Transition><Days>7</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>
              <Rule><ID>end</ID><Status>Enabled</Status><Filter><Prefix>data/</Prefix></Filter><Expiration><Days>30</Days></Expiration></Rule>
              <Rule><ID>off</ID><Status>Disabled</Status><Filter><Prefix></Prefix></Filter><Expiration><Days>1</Days></Expiration></Rule>
            </LifecycleConfiguration>
            """);
        await bench.SendAsync("PUT", "/archive/data/1", "x");
        await bench.SendAsync("PUT", "/archive/manifest", "x");

        await SweepAsync(6.9);
        (await ClassAsync("data/1")).ShouldBe("");
        await SweepAsync(0.2);
        (await ClassAsync("data/1")).ShouldBe("GLACIER");
        (await bench.SendAsync("GET", "/archive/data/1")).Code.ShouldBe("InvalidObjectState");
        await SweepAsync(23);
        (await bench.SendAsync("HEAD", "/archive/data/1")).Status.ShouldBe(404);
        (await bench.SendAsync("GET", "/archive/manifest")).Text.ShouldBe("x");
    }

    [Fact]
    public async Task A_lifecycle_ends_old_versions_and_forgotten_uploads_but_nothing_that_is_locked()
    {
        await bench.SendAsync("PUT", "/archive", "", ("x-amz-bucket-object-lock-enabled", "true"));
        (await bench.SendAsync("PUT", "/archive?lifecycle", """
            <LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/>
              <NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>
              <AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>
            """)).Status.ShouldBe(200);
        await bench.SendAsync("PUT", "/archive/k", "old", ("x-amz-object-lock-legal-hold", "ON"));
        await bench.SendAsync("PUT", "/archive/k", "middle");
        await bench.SendAsync("PUT", "/archive/k", "new");
        await bench.SendAsync("POST", "/archive/u?uploads");

        await SweepAsync(5);

        var versions = (await bench.SendAsync("GET", "/archive?versions")).Text;
        System.Xml.Linq.XElement.Parse(versions).Descendants().Count(e => e.Name.LocalName == "Version").ShouldBe(2);
        (await bench.SendAsync("GET", "/archive/k")).Text.ShouldBe("new");
        (await bench.SendAsync("GET", "/archive?uploads")).Text.ShouldNotContain("<UploadId>");
    }

    [Theory]
    [InlineData("<Transition><Date>2026-01-01T00:00:00Z</Date><StorageClass>GLACIER</StorageClass></Transition>", 400)]
    [InlineData("<Transition><Days>1</Days><StorageClass>ICE</StorageClass></Transition>", 400)]
    [InlineData("<Expiration><Date>2026-01-01T00:00:00Z</Date></Expiration>", 501)]
    [InlineData("<NoncurrentVersionTransition/>", 501)]
    public async Task A_rule_that_would_not_be_followed_is_not_taken(string action, int status)
    {
        await bench.SendAsync("PUT", "/archive");

        (await bench.SendAsync("PUT", "/archive?lifecycle", $"<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/>{action}</Rule></LifecycleConfiguration>")).Status.ShouldBe(status);
        (await bench.SendAsync("GET", "/archive?lifecycle")).Code.ShouldBe("NoSuchLifecycleConfiguration");
    }

    private async Task PutAsync(string storageClass)
    {
        await bench.SendAsync("PUT", "/archive");
        (await bench.SendAsync("PUT", "/archive/k", "0123456789", ("x-amz-storage-class", storageClass))).Status.ShouldBe(200);
    }

    private Task<Answer> RestoreAsync(int days, string tier) =>
        bench.SendAsync("POST", "/archive/k?restore", $"<RestoreRequest><Days>{days}</Days><GlacierJobParameters><Tier>{tier}</Tier></GlacierJobParameters></RestoreRequest>");

    private async Task SweepAsync(double days)
    {
        bench.Clock.Advance(TimeSpan.FromDays(days));
        await bench.Sweeper.FollowRulesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> ClassAsync(string key) => (await bench.SendAsync("HEAD", $"/archive/{key}")).Headers["x-amz-storage-class"].ToString();

    private async Task<(int Objects, int Bytes, int EarlyBytes, int ChargedBytes)> AccountAsync(string storageClass)
    {
        var classes = JsonDocument.Parse((await bench.SendAsync("GET", "/archive?lab-accounting")).Body).RootElement.GetProperty("classes").EnumerateArray();
        return classes.Where(c => c.GetProperty("storageClass").GetString() == storageClass)
            .Select(c => (c.GetProperty("objects").GetInt32(), c.GetProperty("bytes").GetInt32(), c.GetProperty("deletedEarlyBytes").GetInt32(), c.GetProperty("chargedBytes").GetInt32()))
            .SingleOrDefault();
    }
}
