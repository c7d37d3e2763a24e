namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>What is not supported is refused by name, never silently done.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("GET", "/bucket?acl")]
    [InlineData("PUT", "/bucket?acl")]
    [InlineData("GET", "/bucket?policy")]
    [InlineData("PUT", "/bucket?policy")]
    [InlineData("PUT", "/bucket?cors")]
    [InlineData("PUT", "/bucket?website")]
    [InlineData("PUT", "/bucket?notification")]
    [InlineData("PUT", "/bucket?replication")]
    [InlineData("PUT", "/bucket?inventory&id=1")]
    [InlineData("PUT", "/bucket?analytics&id=1")]
    [InlineData("PUT", "/bucket?encryption")]
    [InlineData("GET", "/bucket/k?acl")]
    [InlineData("POST", "/bucket/k?select&select-type=2")]
    [InlineData("GET", "/bucket/k?torrent")]
    [InlineData("GET", "/bucket/k?attributes")]
    public async Task An_operation_that_is_not_there_is_named(string method, string target)
    {
        await bench.SendAsync("PUT", "/bucket");
        await bench.SendAsync("PUT", "/bucket/k", "x");

        var answer = await bench.SendAsync(method, target);

        answer.Status.ShouldBe(501);
        answer.Code.ShouldBe("NotImplemented");
        answer.Text.ShouldContain(target.Split('?')[1].Split('&', '=')[0]);
    }

    [Theory]
    [InlineData("x-amz-server-side-encryption", "aws:kms")]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256")]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-grant-read", "uri=everyone")]
    [InlineData("if-none-match", "\"etag\"")]
    [InlineData("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")]
    public async Task A_header_whose_wish_would_not_be_granted_is_refused(string name, string value)
    {
        await bench.SendAsync("PUT", "/bucket");

        (await bench.SendAsync("PUT", "/bucket/k", "x", (name, value))).Status.ShouldBeOneOf(400, 501);
        (await bench.SendAsync("GET", "/bucket/k")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_wrong_method_is_refused()
    {
        await bench.SendAsync("PUT", "/bucket");

        (await bench.SendAsync("PATCH", "/bucket/k")).Code.ShouldBe("MethodNotAllowed");
        (await bench.SendAsync("DELETE", "/")).Code.ShouldBe("MethodNotAllowed");
    }

    [Fact]
    public async Task A_clock_that_is_too_wrong_is_told_so()
    {
        var early = bench.Request("GET", "/", []);
        bench.Clock.Advance(TimeSpan.FromMinutes(16));

        (await bench.SendAsync(early)).Code.ShouldBe("RequestTimeTooSkewed");
    }

    [Fact]
    public async Task A_header_that_was_added_on_the_way_is_noticed()
    {
        await bench.SendAsync("PUT", "/bucket");
        var request = bench.Request("PUT", "/bucket/k", "x"u8.ToArray());
        request.Request.Headers["x-amz-storage-class"] = "GLACIER";

        (await bench.SendAsync(request)).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_is_noticed()
    {
        await bench.SendAsync("PUT", "/bucket");
        var before = bench.Files;
        var request = bench.Request("PUT", "/bucket/k", "mine"u8.ToArray());
        request.Request.Body = new MemoryStream("evil"u8.ToArray());

        (await bench.SendAsync(request)).Code.ShouldBe("XAmzContentSHA256Mismatch");
        (await bench.SendAsync("GET", "/bucket/k")).Code.ShouldBe("NoSuchKey");
        await bench.HasFilesAsync(before);
    }
}
