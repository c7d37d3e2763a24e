using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.ObjectStore.Tests.Targets;
using Lab.Engines.Testing;

namespace Lab.Engines.ObjectStore.Tests.Emulator;

/// <summary>What only the emulator is asked.</summary>
[Collection<ServersCollection>]
public sealed class EmulatorTests(Servers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_that_it_is_an_emulator()
    {
        var server = await servers.GetAsync(Target.Emulator);

        (await server.Raw.GetAsync(server.Endpoint, Cancellation)).Headers.Server.ToString().ShouldEndWith("-lab");
    }

    [Fact]
    public async Task A_bucket_can_be_the_hosts_name()
    {
        var server = await servers.GetAsync(Target.PlainEmulator);
        using var client = server.Connect(configure: config => config.ForcePathStyle = false);

        await client.PutBucketAsync("virtual", Cancellation);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = "virtual", Key = "a/b", ContentBody = "x" }, Cancellation);

        using var read = await server.Client.GetObjectAsync("virtual", "a/b", Cancellation);
        read.ContentLength.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_object_streams_through_little_memory()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        using var home = new EngineHome();
        var engine = await S3Server.StartAsync(S3Server.In(home));
        await using var server = S3Server.Of(engine);
        await server.Client.PutBucketAsync("bucket", Cancellation);
        await PutAsync(server.Client, 64 << 20);
        await ReadAsync(server.Client);
        var before = PeakMiB(engine.Id);

        await PutAsync(server.Client, 512 << 20);
        (await ReadAsync(server.Client)).ShouldBe(512 << 20);

        (PeakMiB(engine.Id) - before).ShouldBeLessThan(64);
    }

    [Fact]
    public async Task What_is_read_while_it_is_replaced_is_the_old_or_the_new()
    {
        var client = (await servers.GetAsync(Target.PlainEmulator)).Client;
        await client.PutBucketAsync("replaced", Cancellation);
        Task Put(int i) => client.PutObjectAsync(new PutObjectRequest { BucketName = "replaced", Key = "k", ContentBody = new string((char)('a' + (i % 26)), 50_000) }, Cancellation);
        await Put(0);
        using var ended = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                using var response = await client.GetObjectAsync("replaced", "k", Cancellation);
                using var reader = new StreamReader(response.ResponseStream);
                var text = await reader.ReadToEndAsync(Cancellation);
                text.Length.ShouldBe(50_000);
                text.Distinct().Count().ShouldBe(1);
            }
        })).ToArray();

        for (var i = 1; i < 300; i++)
        {
            await Put(i);
        }

        await ended.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_nothing()
    {
        using var home = new EngineHome();
        var engine = await S3Server.StartAsync(S3Server.In(home, "tls=off"));
        await using var server = S3Server.Of(engine);
        await server.Client.PutBucketAsync("bucket", Cancellation);
        var url = server.Client.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = "bucket", Key = "k", Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(5), Protocol = Protocol.HTTP });
        var data = home["engines/objectstore/data"];
        int Files() => Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Count();

        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", server.Endpoint.Port, Cancellation);
            await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"PUT {new Uri(url).PathAndQuery} HTTP/1.1\r\nHost: {server.Endpoint.Authority}\r\nContent-Length: 1000000\r\n\r\nbeginning"), Cancellation);
            while (Files() == 0)
            {
                Cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        while (Files() > 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (await Should.ThrowAsync<AmazonS3Exception>(() => server.Client.GetObjectAsync("bucket", "k", Cancellation))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("glacier-time-scale", "0", "above 0 and up to 1")]
    [InlineData("glacier-time-scale", "2", "above 0 and up to 1")]
    [InlineData("tls", "maybe", "on and off")]
    [InlineData("port", "1", "allowed are glacier-time-scale and tls")]
    public void A_setting_that_is_not_allowed_is_named(string name, string value, string expected) =>
        Should.Throw<EngineException>(() => ObjectStoreSettings.Read(new Dictionary<string, string> { [name] = value })).Message.ShouldContain(expected);

    [Fact]
    public async Task A_second_engine_on_the_same_data_says_so()
    {
        using var home = new EngineHome();
        await using var first = await S3Server.StartAsync(S3Server.In(home));
        await using var second = EngineProcess.Run(S3Server.In(home));

        (await second.WaitForExitAsync(Cancellation)).ShouldBe(1);
        second.Output.ShouldContain("Another engine is already running");
        first.Output.ShouldNotContain(first.Start.Password);
    }

    private static async Task PutAsync(AmazonS3Client client, long size)
    {
        await using var body = new ZeroStream(size);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = "k", InputStream = body, AutoCloseStream = false }, Cancellation);
    }

    private static async Task<long> ReadAsync(AmazonS3Client client)
    {
        using var response = await client.GetObjectAsync("bucket", "k", Cancellation);
        var buffer = new byte[1 << 20];
        var all = 0L;
        for (int read; (read = await response.ResponseStream.ReadAsync(buffer, Cancellation)) > 0;)
        {
            all += read;
        }

        return all;
    }

    /// <summary>The most physical memory that the process ever had.</summary>
    private static int PeakMiB(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
