using System.Net.Sockets;
using System.Text;
using CsCheck;
using Lab.Engines.ObjectStore.Tests.InProcess;
using Lab.Engines.ObjectStore.Tests.Targets;

namespace Lab.Engines.ObjectStore.Tests.Fuzz;

[Collection<ServersCollection>]
public sealed class RequestFuzzTests(Servers servers)
{
    private static readonly string[] Queries =
    [
        "", "uploads", "uploadId=x", "uploadId=x&partNumber=1", "uploadId=x&partNumber=99999", "versionId=x", "versionId=null", "tagging", "retention", "legal-hold", "restore", "versions",
        "versioning", "object-lock", "lifecycle", "location", "delete", "list-type=2", "list-type=3", "list-type=2&max-keys=-1", "max-keys=99999999999", "continuation-token=%25&list-type=2", "encoding-type=x",
        "lab-accounting", "partNumber=1", "partNumber=x", "prefix=%ff", "a=b&a=c", "&&&", "=", "%", "response-content-type=a%0d%0ab", "key-marker=a&versions", "version-id-marker=zz&versions&key-marker=k",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("x-amz-copy-source", ["bucket/k", "/bucket/k?versionId=x", "k", "%", "bucket/%ff", "bucket/k?versionId="]),
        ("x-amz-copy-source-range", ["bytes=0-0", "bytes=5-1", "x"]),
        ("range", ["bytes=0-0", "bytes=9-", "bytes=-0", "x"]),
        ("x-amz-storage-class", ["GLACIER", "ICE", ""]),
        ("x-amz-tagging", ["a=b", "a=%zz&=", "a&a"]),
        ("x-amz-checksum-crc32", ["AAAAAA==", "x", ""]),
        ("x-amz-checksum-sha256", ["AAAA"]),
        ("x-amz-trailer", ["x-amz-checksum-crc32", "x"]),
        ("x-amz-content-sha256", ["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "x"]),
        ("x-amz-decoded-content-length", ["1", "-1", "99999999999999999999", "5368709121"]),
        ("content-md5", ["x", "AAAAAAAAAAAAAAAAAAAAAA=="]),
        ("x-amz-object-lock-mode", ["GOVERNANCE", "x"]),
        ("x-amz-object-lock-retain-until-date", ["2030-01-01T00:00:00Z", "x", "0001-01-01T00:00:00Z"]),
        ("if-match", ["*", "\"x\"", ""]),
        ("if-none-match", ["*", "\"x\""]),
        ("if-modified-since", ["x", "Sun, 01 Mar 2026 09:00:00 GMT"]),
        ("x-amz-meta-a", ["ä", new string('x', 3000)]),
        ("x-amz-metadata-directive", ["REPLACE", "x"]),
    ];

    private static readonly string[] Bodies =
    [
        "", "x", "<", "<Delete><Object><Key>k</Key></Object></Delete>", "<Delete><Object/></Delete>", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
        "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2030-01-01</RetainUntilDate></Retention>", "<LegalHold><Status>ON</Status></LegalHold>", "<RestoreRequest><Days>2147483647</Days></RestoreRequest>",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>",
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>2147483647</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
        "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Expiration><Days>2147483647</Days></Expiration></Rule></LifecycleConfiguration>", "1\r\nx\r\n0\r\n\r\n",
    ];

    private static readonly (string Method, string Target, string Query, string Body)[] Sensible =
    [
        .. new[] { "0", "1", "36500", "2147483647", "99999999999", "-1", "x" }.SelectMany(days => new[]
        {
            ("POST", "/bucket/k", "restore", $"<RestoreRequest><Days>{days}</Days></RestoreRequest>"),
            ("PUT", "/bucket", "lifecycle", $"<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Transition><Days>{days}</Days><StorageClass>GLACIER</StorageClass></Transition></Rule></LifecycleConfiguration>"),
            ("PUT", "/bucket", "lifecycle", $"<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><NoncurrentVersionExpiration><NoncurrentDays>{days}</NoncurrentDays></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>"),
            ("PUT", "/bucket", "lifecycle", $"<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><AbortIncompleteMultipartUpload><DaysAfterInitiation>{days}</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>"),
            ("PUT", "/bucket", "object-lock", $"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>{days}</Days></DefaultRetention></Rule></ObjectLockConfiguration>"),
            ("PUT", "/bucket", "object-lock", $"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Years>{days}</Years></DefaultRetention></Rule></ObjectLockConfiguration>"),
        }),
        ("PUT", "/bucket/k", "retention", "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>9999-12-31T23:59:59-14:00</RetainUntilDate></Retention>"),
        ("PUT", "/bucket/k", "retention", "<Retention/>"),
        ("PUT", "/bucket/k", "legal-hold", "<LegalHold><Status>OFF</Status></LegalHold>"),
        ("PUT", "/bucket/k", "tagging", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>"),
        ("POST", "/bucket", "delete", "<Delete><Object><Key>k</Key></Object><Object><Key></Key></Object></Delete>"),
        ("PUT", "/bucket/k", "", "0123456789"),
        ("GET", "/bucket/k", "", ""),
        ("HEAD", "/bucket/k", "partNumber=2", ""),
        ("DELETE", "/bucket/k", "", ""),
        ("POST", "/bucket/k", "uploads", ""),
        ("GET", "/bucket", "versions&delimiter=/&max-keys=1", ""),
        ("GET", "/bucket", "lab-accounting", ""),
    ];

    /// <summary>A request that was never signed rightly must not get far; one that was may ask for anything.</summary>
    [Fact]
    public async Task Any_request_of_a_known_key_is_answered_as_S3_would()
    {
        using var bench = new Workbench();
        await bench.SendAsync("PUT", "/bucket", "", ("x-amz-bucket-object-lock-enabled", "true"));
        await bench.SendAsync("PUT", "/bucket/k", "0123456789");
        var header = Gen.Int[0, Headers.Length - 1].SelectMany(i => Gen.OneOf(Headers[i].Values).Select(value => (Headers[i].Name, value)));
        var path = Gen.OneOf("/", "/bucket", "/bucket/", "/bucket/k", "/bucket/none", "/none/k", "/bucket/..", "//", "/bucket//", "/bucket/%", "/bucket/%C3", "/bucket/%EF%BF%BD");
        var request = Gen.OneOf(Gen.Select(Gen.OneOf("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"), path, Gen.OneOf(Queries), Gen.OneOf(Bodies)), Gen.OneOf(Sensible));
        await Gen.Select(request, header.Array[0, 3], Gen.Int[0, 40]).SampleAsync(
            async (asked, headers, sweep) =>
            {
                var (method, target, query, body) = asked;
                if (sweep == 0)
                {
                    bench.Clock.Advance(TimeSpan.FromDays(1));
                    await bench.Sweeper.FollowRulesAsync(TestContext.Current.CancellationToken);
                }

                var answer = await bench.SendAsync(method, query.Length == 0 ? target : $"{target}?{query}", body, [.. headers.DistinctBy(h => h.Name)]);

                answer.Status.ShouldBeInRange(200, 501);
                answer.Status.ShouldNotBe(500, answer.Text);
            },
            iter: 15_000, threads: 1);

        await bench.Sweeper.FollowRulesAsync(TestContext.Current.CancellationToken);
        bench.Log.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_request_do_not_hurt_the_server()
    {
        var server = await servers.GetAsync(Target.PlainEmulator);
        var line = Gen.OneOf("GET / HTTP/1.1\r\n", "PUT /bucket/k HTTP/1.1\r\n", "GET ", "HTTP/9.9\r\n", "Host: localhost\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
            "Authorization: AWS4-HMAC-SHA256 \r\n", "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n", "\r\n", "\r\n\r\n", "5\r\nhello\r\n", "\0", "\x16\x03\x01\x02", new string('a', 9000));
        await line.Array[1, 8].Select(string.Concat).SampleAsync(
            async text =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", server.Endpoint.Port);
                await using var stream = client.GetStream();
                try
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
                    client.Client.Shutdown(SocketShutdown.Send);
                    while (await stream.ReadAsync(new byte[4096]) > 0)
                    {
                    }
                }
                catch (IOException)
                {
                    // The server closed the connection: that is an answer, too.
                }
            },
            iter: 2_000, threads: 4);

        (await server.Client.ListBucketsAsync(TestContext.Current.CancellationToken)).HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }
}
