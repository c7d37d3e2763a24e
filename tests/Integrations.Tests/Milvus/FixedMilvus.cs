using System.Net;
using Grpc.Core;
using Lab.Milvus.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Integrations.Tests.Milvus;

/// <summary>A server that answers CheckHealth, and nothing else, with the same answer each time.</summary>
internal sealed class FixedMilvus : MilvusService.MilvusServiceBase, IAsyncDisposable
{
    private readonly CheckHealthResponse answer;
    private readonly WebApplication app;

    private FixedMilvus(CheckHealthResponse answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        app = builder.Build();
        app.MapGrpcService<FixedMilvus>();
    }

    public int Port => new Uri(app.Urls.Single()).Port;

    public static async Task<FixedMilvus> StartAsync(CheckHealthResponse answer, CancellationToken cancellationToken)
    {
        var server = new FixedMilvus(answer);
        await server.app.StartAsync(cancellationToken);
        return server;
    }

    public override Task<CheckHealthResponse> CheckHealth(CheckHealthRequest request, ServerCallContext context) => Task.FromResult(answer);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
