using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using Lab.Engines.Testing;

namespace Lab.Engines.ObjectStore.Tests.Targets;

/// <summary>A running server, and clients of it.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly IAsyncDisposable process;
    private readonly TrustingHttpClientFactory http;

    private S3Server(Uri endpoint, string accessKey, string secretKey, string? authority, IAsyncDisposable process)
    {
        this.process = process;
        (Endpoint, AccessKey, SecretKey) = (endpoint, accessKey, secretKey);
        http = new TrustingHttpClientFactory(authority);
        Client = Connect();
    }

    public Uri Endpoint { get; }

    public string AccessKey { get; }

    public string SecretKey { get; }

    /// <summary>A client that says what it wants, once.</summary>
    public AmazonS3Client Client { get; }

    /// <summary>For requests that no SDK would send.</summary>
    public HttpClient Raw => http.Client;

    public static EngineStart In(EngineHome home, params string[] settings) =>
        new(typeof(ObjectStoreEngine).Assembly.Location, home.Path, "objectstore") { User = "lab", Password = "p/a+s=s word", Settings = [.. settings] };

    public static async Task<EngineProcess> StartAsync(EngineStart start)
    {
        var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        return engine;
    }

    /// <summary>Takes over an engine, which ends with the server.</summary>
    public static S3Server Of(EngineProcess engine)
    {
        var start = engine.Start;
        var tls = !start.Settings.Contains("tls=off");
        return new S3Server(
            new Uri($"{(tls ? "https" : "http")}://localhost:{start.Port}"), start.User, start.Password, tls ? Path.Combine(start.Home, "pki", "ca.crt") : null, engine);
    }

    /// <summary>Takes over a peer, which ends with the server.</summary>
    public static S3Server Of(Peer peer, string variable)
    {
        var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = peer.Values[variable] };
        return new S3Server(new Uri((string)parts["Endpoint"]), (string)parts["AccessKey"], (string)parts["SecretKey"], authority: null, peer);
    }

    public AmazonS3Client Connect(string? accessKey = null, string? secretKey = null, Action<AmazonS3Config>? configure = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Endpoint.AbsoluteUri,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            HttpClientFactory = http,
            Timeout = TimeSpan.FromSeconds(60),
        };
        configure?.Invoke(config);
        return new AmazonS3Client(new BasicAWSCredentials(accessKey ?? AccessKey, secretKey ?? SecretKey), config);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        http.Client.Dispose();
        await process.DisposeAsync();
    }

    private sealed class TrustingHttpClientFactory : HttpClientFactory
    {
        public TrustingHttpClientFactory(string? authority)
        {
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                // BUCKET.localhost is this machine (RFC 6761), which not every resolver knows.
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            if (authority is not null)
            {
                var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                policy.CustomTrustStore.ImportFromPemFile(authority);
                handler.SslOptions.CertificateChainPolicy = policy;
            }

            Client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };
        }

        public HttpClient Client { get; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
