using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;
using Lab.Engines.Testing;

namespace Lab.Repository.Tests;

/// <summary>A server of S3's protocol with an empty bucket: the lab's own object store, or a real one.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    /// <summary>The lab's own object store.</summary>
    public const string Own = "objectstore";

    /// <summary>A real server with checked signatures, without archive.</summary>
    public const string Strict = "s3-strict";

    private const string StrictVariable = "LAB_PEER_S3_STRICT";

    private readonly List<IAsyncDisposable> running = [];
    private readonly EngineHome home = new();
    private EngineProcess? engine;

    private S3Server(string bucket) => Bucket = bucket;

    public string Bucket { get; }

    public IAmazonS3 Client { get; private set; } = null!;

    /// <summary>Starts a server; the test is skipped where a real one is not there.</summary>
    public static async Task<S3Server> StartAsync(string name, CancellationToken cancellationToken)
    {
        var server = new S3Server($"lab-{Guid.NewGuid():n}");
        try
        {
            if (name == Own)
            {
                // A standard retrieval of 5 h takes 0.9 s.
                var start = new EngineStart(Path.Combine(AppContext.BaseDirectory, "Lab.Engines.ObjectStore.dll"), server.home.Path, name) { User = "lab", Password = "only for tests", Settings = ["tls=off", "glacier-time-scale=0.00005"] };
                await server.RunAsync(start, cancellationToken);
                server.Client = Connect($"http://localhost:{start.Port}", start.User, start.Password);
            }
            else
            {
                var peer = await Peer.StartAsync(Strict, StrictVariable, cancellationToken);
                Assert.SkipWhen(peer is null, Peer.HowTo(Strict, StrictVariable));
                server.running.Add(peer);
                var address = new DbConnectionStringBuilder { ConnectionString = peer.Values[StrictVariable] };
                server.Client = Connect((string)address["Endpoint"], (string)address["AccessKey"], (string)address["SecretKey"]);
            }

            await server.Client.PutBucketAsync(server.Bucket, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the lab's own object store.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => engine!.KillAsync(cancellationToken);

    /// <summary>Starts it again, with the same data at the same address.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => RunAsync(engine!.Start, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var process in running)
        {
            await process.DisposeAsync();
        }

        home.Dispose();
    }

    private static AmazonS3Client Connect(string endpoint, string accessKey, string secretKey) => new(
        new BasicAWSCredentials(accessKey, secretKey),
        new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 1 });

    private async Task RunAsync(EngineStart start, CancellationToken cancellationToken)
    {
        engine = EngineProcess.Run(start);
        running.Add(engine);
        await engine.WaitForLineAsync("ready to accept connections", cancellationToken);
    }
}
