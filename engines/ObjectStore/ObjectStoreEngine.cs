using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Lab.Engines.Certificates;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations;
using Lab.Engines.ObjectStore.Signing;
using Lab.Engines.ObjectStore.Storage;
using Lab.Engines.ObjectStore.Sweeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Engines.ObjectStore;

/// <summary>Serves S3's API on loopback, with Glacier's rules, from a folder.</summary>
internal sealed class ObjectStoreEngine(EngineOptions options, EngineLog log, TimeProvider time)
{
    /// <summary>What the server calls itself.</summary>
    public const string Version = "objectstore-1.0-lab";

    /// <summary>How often lifecycle rules are followed, before the time scale.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    /// <summary>
    /// What may be under way to a client. Loopback would let megabytes be, which have left the processor's caches when they are read: 64 MiB
    /// then take twice as long.
    /// </summary>
    private const int SendBuffer = 256 << 10;

    private const int RequestBuffer = 1 << 20;

    private static readonly TimeSpan LeastSweepInterval = TimeSpan.FromSeconds(0.5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var credentials = new Credentials(options.RequireUser(), options.RequirePassword());
        var settings = ObjectStoreSettings.Read(options.Settings);
        var home = options.OpenHome();
        var files = settings.Tls ? await new CertificateAuthority(home, time).IssueAsync(options.Name, account: null, cancellationToken).ConfigureAwait(false) : null;
        using var held = EngineFolder.Take(home, options.Name);
        var folder = held.Path;
        var data = new DataFiles(home.CreateFolder(Path.Combine(folder, "data")));
        data.Create();
        using var database = OpenDatabase(Path.Combine(folder, "objects.db"));
        var store = new Store(database, new BucketStore(database), new VersionStore(database), new UploadStore(database), data, new Archive(settings, time));
        var sweeper = new Sweeper(store, log);
        sweeper.SweepFiles();

        using var certificate = files is null ? null : X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        await using var app = Build(certificate, new Dispatcher(new Authenticator(credentials, time), new OperationCatalog(store), log));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.GetBaseException() is SocketException)
        {
            throw options.PortUnavailable(error);
        }

        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{Version} in place of S3 with data in {folder}, retrieval times scaled by {settings.GlacierTimeScale}; ready to accept connections on 127.0.0.1:{options.Port}{(settings.Tls ? " (TLS)" : "")}"));
        await SweepAsync(sweeper, settings, cancellationToken).ConfigureAwait(false);
        log.Write("stopping");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        await app.StopAsync(patience.Token).ConfigureAwait(false);
        return 0;
    }

    private async Task SweepAsync(Sweeper sweeper, ObjectStoreSettings settings, CancellationToken cancellationToken)
    {
        var interval = SweepInterval * settings.GlacierTimeScale;
        using var timer = new PeriodicTimer(interval > LeastSweepInterval ? interval : LeastSweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    await sweeper.FollowRulesAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is SqliteException or IOException)
                {
                    log.Write($"lifecycle rules were not followed: {error.Message}");
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The engine ends.
        }
    }

    private WebApplication Build(X509Certificate2? certificate, Dispatcher dispatcher)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = Listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxRequestBufferSize = RequestBuffer;
            kestrel.Limits.MaxResponseBufferSize = SendBuffer;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var app = builder.Build();
        app.Run(dispatcher.InvokeAsync);
        return app;
    }

    private static Socket Listen(EndPoint endPoint)
    {
        // Connections inherit it.
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = SendBuffer;
        return socket;
    }

    private static Database OpenDatabase(string file)
    {
        try
        {
            return new Database(file);
        }
        catch (SqliteException error)
        {
            throw new EngineException($"{file} cannot be opened: {error.Message}", error);
        }
    }
}
