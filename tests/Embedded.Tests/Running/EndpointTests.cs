using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Endpoints;

namespace Lab.Embedded.Tests.Running;

public sealed class EndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_knows_everybodys_address_before_anything_starts()
    {
        await using var app = new TestApplication();
        var server = app.AddScript("server", "echo own port $PORT; exec sleep 60").WithHttpEndpoint(env: "PORT");
        app.AddScript("client", "echo server at $SERVER; exec sleep 60").WithEnvironment("SERVER", server.GetEndpoint("http"));

        await app.StartAsync();

        var url = server.GetEndpoint("http").Url;
        url.ShouldStartWith("http://localhost:");
        await app.WaitForLineAsync("client", l => l == $"server at {url}");
        await app.WaitForLineAsync("server", l => l == $"own port {server.GetEndpoint("http").Port}");
        var state = await app.WaitForAsync("server", KnownResourceStates.Running);
        state.Snapshot.Urls.ShouldContain(u => u.Name == "http" && u.Url == url && !u.IsInactive);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_resource_and_holder()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var app = new TestApplication();
        app.AddScript("server", "exec sleep 60").WithHttpEndpoint(port: port);

        await app.StartAsync();

        await app.WaitForAsync("server", KnownResourceStates.FailedToStart);
        var message = (await app.LinesAsync("server")).Single(l => l.Contains("in use", StringComparison.Ordinal));
        message.ShouldContain("'server'");
        message.ShouldContain($"port {port}");
        if (OperatingSystem.IsLinux())
        {
            message.ShouldContain($"(pid {Environment.ProcessId})");
        }
    }

    [Fact]
    public async Task Two_resources_that_ask_for_one_port_are_both_named()
    {
        await using var app = new TestApplication();
        app.AddScript("one", "exec sleep 60").WithHttpEndpoint(port: 20123);
        app.AddScript("other", "exec sleep 60").WithHttpEndpoint(port: 20123);

        var error = await Should.ThrowAsync<DistributedApplicationException>(app.StartAsync);

        error.Message.ShouldContain("'one'");
        error.Message.ShouldContain("'other'");
        error.Message.ShouldContain("20123");
    }

    [Fact]
    public async Task Tests_that_ask_for_random_ports_get_others_than_declared()
    {
        await using var app = new TestApplication(args: "--DcpPublisher:RandomizePorts=true");
        var server = app.AddScript("server", "exec sleep 60").WithHttpEndpoint(port: 20124);

        await app.StartAsync();

        server.GetEndpoint("http").Port.ShouldNotBe(20124);
    }

    [Fact]
    public void No_port_is_handed_out_twice()
    {
        var folder = Directory.CreateTempSubdirectory("lab-ports-").FullName;
        var probe = new PortProbe();
        using (var one = new PortReservations(probe, _ => 0, folder))
        using (var other = new PortReservations(probe, _ => 0, folder))
        {
            var ports = Enumerable.Range(0, 20).SelectMany(_ => new[] { one.Next(), other.Next() }).ToArray();

            ports.Distinct().Count().ShouldBe(ports.Length);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_forwarder_takes_turns_and_passes_over_who_is_down()
    {
        using var first = Echo("first");
        using var second = Echo("second");
        var ports = new List<int> { Port(first), Port(second), 1 };
        using var reservations = new PortReservations(new PortProbe(), Random.Shared.Next, null);
        var port = reservations.Next();
        await using var forwarder = TcpForwarder.Start(port, () => ports);

        var answers = new HashSet<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await AskAsync(port));
        }

        answers.ShouldBe(["first", "second"], ignoreOrder: true);
        ports.Clear();
        (await AskAsync(port)).ShouldBeEmpty();
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<string> AskAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Token);
        using var reader = new StreamReader(client.GetStream());
        try
        {
            return await reader.ReadToEndAsync(Token);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static TcpListener Echo(string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(Token);
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), Token);
                }
            },
            Token);
        return listener;
    }
}
