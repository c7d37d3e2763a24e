using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Lab.Hosting.Embedded.Page;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Embedded.Tests.Page;

public sealed class ResourcesPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_have_no_page_unless_they_ask()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);

        app.Services.GetRequiredService<ResourcesPage>().Address.ShouldBeNull();
    }

    [Fact]
    public async Task The_page_listens_where_it_is_told_to_and_a_port_in_use_is_named()
    {
        var port = FreePort();
        await using var first = new PageApplication($"--Lab:Page:Port={port}");
        await first.StartAsync();
        first.Address.ShouldBe(new Uri($"http://localhost:{port}/"));

        await using var second = new PageApplication($"--Lab:Page:Port={port}");
        var error = await Should.ThrowAsync<DistributedApplicationException>(second.StartAsync);
        error.Message.ShouldBe($"Port {port} for the resources page (Lab:Page:Port) is in use; choose another, or leave it out to let the system choose.");
    }

    [Theory]
    [InlineData("Lab:Page:Port", "many", "Lab:Page:Port is 'many'; allowed: a port from 1 to 65535, or 0 to let the system choose.")]
    [InlineData("Lab:Page:Port", "65536", "Lab:Page:Port is '65536'; allowed: a port from 1 to 65535, or 0 to let the system choose.")]
    [InlineData("Lab:Page:Port", "-1", "Lab:Page:Port is '-1'; allowed: a port from 1 to 65535, or 0 to let the system choose.")]
    [InlineData("Lab:Page:Enabled", "maybe", "Lab:Page:Enabled is 'maybe'; allowed: true, false.")]
    public void A_wrong_option_is_named(string key, string value, string message)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Should.Throw<DistributedApplicationException>(() => ResourcesPageOptions.From(configuration, enabledByDefault: true)).Message.ShouldBe(message);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
