using System.Net;
using System.Security.Cryptography.X509Certificates;
using Lab.Engines.Certificates;
using Lab.Engines.Testing;
using Lab.Hosting.Clients.Neo4j;
using Lab.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Neo4j;

public sealed class Neo4jTrustTests : IDisposable
{
    private readonly EngineHome home = new();
    private readonly EngineHome other = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_servers_certificate_must_come_from_the_labs_authority()
    {
        var files = await IssueAsync(home);
        var stranger = await IssueAsync(other);
        await using var server = await ServeAsync(files);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var builder = TestApplication.With(
            ("ConnectionStrings:ours", address), ("Lab:Clients:Neo4j:ours:CertificateAuthority", files.AuthorityFile),
            ("ConnectionStrings:theirs", address), ("Lab:Clients:Neo4j:theirs:CertificateAuthority", stranger.AuthorityFile),
            ("ConnectionStrings:machine", address));
        builder.AddKeyedNeo4jClient("ours");
        builder.AddKeyedNeo4jClient("theirs");
        builder.AddKeyedNeo4jClient("machine");
        using var host = builder.Build();
        Neo4jClient Client(string name) => host.Services.GetRequiredKeyedService<Neo4jClient>(name);

        (await Client("ours").Database.RunAsync("RETURN 1", cancellationToken: Cancellation)).Records[0][0].ShouldBe(1);
        await Should.ThrowAsync<Neo4jUnavailableException>(() => Client("theirs").Database.RunAsync("RETURN 1", cancellationToken: Cancellation));
        await Should.ThrowAsync<Neo4jUnavailableException>(() => Client("machine").Database.RunAsync("RETURN 1", cancellationToken: Cancellation));
    }

    private static Task<ServerCertificate> IssueAsync(EngineHome home) =>
        new CertificateAuthority(LabHome.Open(home.Path), TimeProvider.System).IssueAsync("graph", account: null, Cancellation);

    private static async Task<WebApplication> ServeAsync(ServerCertificate files)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile))));
        var server = builder.Build();
        server.Run(context => context.Response.WriteAsync("""{"data":{"fields":["1"],"values":[[{"$type":"Integer","_value":"1"}]]}}""", context.RequestAborted));
        await server.StartAsync(Cancellation);
        return server;
    }
}
