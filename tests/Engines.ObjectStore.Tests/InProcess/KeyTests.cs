namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>No key is a path.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc")]
    [InlineData("..%5C..%5Cwindows")]
    [InlineData("a//b///")]
    [InlineData("objects.db")]
    [InlineData("C:%5Cx")]
    public async Task A_key_that_looks_like_a_path_is_only_a_name(string key)
    {
        await bench.SendAsync("PUT", "/bucket");
        var before = bench.Files;

        (await bench.SendAsync("PUT", $"/bucket/{key}", "mine")).Status.ShouldBe(200);

        bench.Files.Except(before).ShouldHaveSingleItem().ShouldStartWith("data" + Path.DirectorySeparatorChar);
        (await bench.SendAsync("GET", $"/bucket/{key}")).Text.ShouldBe("mine");
        (await bench.SendAsync("GET", "/bucket?list-type=2&encoding-type=url")).Text.ShouldContain("<KeyCount>1</KeyCount>");
        (await bench.SendAsync("DELETE", $"/bucket/{key}")).Status.ShouldBe(204);
        await bench.HasFilesAsync(before);
    }

    [Theory]
    [InlineData("PUT", "/..")]
    [InlineData("PUT", "/%2e%2e%2fx")]
    [InlineData("PUT", "/a%2fb")]
    [InlineData("PUT", "/bu%00cket")]
    [InlineData("PUT", "/bucket/%00")]
    public async Task A_bucket_is_a_name_of_hosts_and_no_name_has_a_zero(string method, string target)
    {
        await bench.SendAsync("PUT", "/bucket");

        (await bench.SendAsync(method, target)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_key_has_up_to_1024_bytes()
    {
        await bench.SendAsync("PUT", "/bucket");

        (await bench.SendAsync("PUT", "/bucket/" + string.Concat(Enumerable.Repeat("%C3%A4", 512)), "x")).Status.ShouldBe(200);
        (await bench.SendAsync("PUT", "/bucket/" + string.Concat(Enumerable.Repeat("%C3%A4", 513)), "x")).Code.ShouldBe("KeyTooLongError");
    }
}
