using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Lab.Engines.Certificates;
using Lab.Engines.Milvus.Access;
using Lab.Engines.Milvus.Calls;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Engines.Milvus;

/// <summary>Serves Milvus's gRPC protocol on 127.0.0.1, by TLS, with data in the lab's state folder.</summary>
internal sealed class MilvusEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    /// <summary>The largest request, as with Milvus.</summary>
    private const int LargestMessage = 64 << 20;

    private const int MostConnections = 512;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (user, password) = (options.RequireUser(), options.RequirePassword());
        var settings = MilvusSettings.Read(options.Settings);
        var home = options.OpenHome();
        var files = await new CertificateAuthority(home, timeProvider).IssueAsync(options.Name, account: null, cancellationToken).ConfigureAwait(false);

        using var held = EngineFolder.Take(home, options.Name);
        var folder = held.Path;
        using var certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);

        var store = Store.Open(Path.Combine(folder, "milvus.db"));
        await using (store.ConfigureAwait(false))
        {
            var budget = new MemoryBudget(settings.Memory);
            using var catalog = await Catalog.OpenAsync(store, new HybridClock(timeProvider), budget).ConfigureAwait(false);
            using var users = new UserDirectory(store, user, password);
            log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"starting an emulator of Milvus {MilvusCalls.Version} with data in {folder}: rows take {budget.Used >> 20} MiB of at most {settings.Memory >> 20} MiB"));

            var app = Build(certificate, catalog, users);
            await using (app.ConfigureAwait(false))
            {
                await StartAsync(app, cancellationToken).ConfigureAwait(false);
                log.Write($"ready to accept connections on 127.0.0.1:{options.Port} (TLS)");
                await ServeAsync(app, cancellationToken).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private WebApplication Build(X509Certificate2 certificate, Catalog catalog, UserDirectory users)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new LogLines(log)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new MilvusCalls(catalog, users));
        builder.Services.AddSingleton(new AccessInterceptor(users));
        builder.Services.AddSingleton(new StatusInterceptor(log));
        builder.Services.AddSingleton(catalog);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.IgnoreUnknownServices = true;
            grpc.MaxReceiveMessageSize = LargestMessage;
            grpc.MaxSendMessageSize = null;
            grpc.Interceptors.Add<StatusInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = LargestMessage + 1024;
            kestrel.Limits.MinRequestBodyDataRate = null;
            // A vector batch of megabytes should not wait for window updates.
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 << 20;
            kestrel.Limits.Http2.InitialStreamWindowSize = 2 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 });
            });
        });

        var app = builder.Build();
        app.MapGrpcService<MilvusCalls>();
        app.MapFallback(Refuse);
        return app;
    }

    // A call that is not known: gRPC's own way to say so.
    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unimplemented).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = $"{Uri.EscapeDataString(context.Request.Path)} is not supported by this emulator of Milvus";
        return Task.CompletedTask;
    }

    private async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.GetBaseException() is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw options.PortUnavailable(error);
        }
    }

    private async Task ServeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(stopped.SetResult).ConfigureAwait(false))
        {
            await stopped.Task.ConfigureAwait(false);
        }

        log.Write("stopping");
        using var patience = new CancellationTokenSource(StopPatience, timeProvider);
        await app.StopAsync(patience.Token).ConfigureAwait(false);
    }
}
