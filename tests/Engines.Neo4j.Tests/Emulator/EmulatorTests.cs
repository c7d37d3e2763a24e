using System.Net.Sockets;
using System.Text.Json.Nodes;
using CsCheck;
using Lab.Engines.Neo4j.Tests.Conformance;
using Lab.Engines.Neo4j.Tests.Targets;
using Lab.Engines.Testing;

namespace Lab.Engines.Neo4j.Tests.Emulator;

[Collection<EmulatorCollection>]
public sealed class EmulatorTests(EmulatorTarget emulator)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_that_it_is_the_labs()
    {
        using var api = new QueryApi(emulator.Server);
        ((string)JsonNode.Parse((await api.SendAsync(HttpMethod.Get, "/", null, Cancellation)).Body)!["neo4j_version"]!).ShouldEndWith("-lab");
    }

    [Fact]
    public async Task Its_decoders_take_100_000_malformed_inputs()
    {
        var lines = await NodeScript.RunAsync("fuzz.mjs", emulator.Server, Cancellation);
        ((int)JsonNode.Parse(lines[^1])!["cases"]!).ShouldBe(100_000);
    }

    [Fact]
    public async Task It_answers_well_beside_2_000_malformed_conversations_and_2_000_malformed_requests()
    {
        var lines = await NodeScript.RunAsync("fuzz-connections.mjs", emulator.Server, Cancellation);
        JsonNode.DeepEquals(JsonNode.Parse(lines[^1]), JsonNode.Parse("""{"bolt":2000,"http":2000,"unanswered":0}""")).ShouldBeTrue(lines[^1]);
    }

    [Fact]
    public async Task It_outlives_what_is_no_Bolt_and_no_TLS()
    {
        var port = new Uri(emulator.Server.Bolt.Replace("bolt+s", "http", StringComparison.Ordinal)).Port;
        await Gen.Byte.Array[0, 200].SampleAsync(
            async bytes =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, Cancellation);
                await client.GetStream().WriteAsync(bytes, Cancellation);
                return true;
            },
            iter: 500,
            threads: 1);

        using var api = new QueryApi(emulator.Server);
        (await api.SendAsync(HttpMethod.Post, "/db/neo4j/query/v2", """{"statement":"RETURN 1"}""", Cancellation)).Status.ShouldBe(202);
    }

    [Fact]
    public async Task The_password_of_the_last_start_counts()
    {
        using var home = new EngineHome();
        var boltPort = EngineProcess.FreePort();
        var start = EmulatorTarget.Start(home, EngineProcess.FreePort(), boltPort);
        await using (var first = EngineProcess.Run(start))
        {
            await first.WaitForLineAsync("ready to accept connections", Cancellation);
            await first.StopAsync(Cancellation);
        }

        var changed = start with { Password = "another-1" };
        await using var second = EngineProcess.Run(changed);
        await second.WaitForLineAsync("ready to accept connections", Cancellation);
        using var api = new QueryApi(EmulatorTarget.Of(home, changed, boltPort));
        const string request = """{"statement":"RETURN 1"}""";
        (await api.SendAsync(HttpMethod.Post, "/db/neo4j/query/v2", request, Cancellation)).Status.ShouldBe(202);
        (await api.SendAsync(HttpMethod.Post, "/db/neo4j/query/v2", request, Cancellation, user: QueryApi.Basic(start.User, start.Password))).Status.ShouldBe(401);
        second.Output.ShouldNotContain("another-1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("7474")]
    public void A_wrong_port_of_Bolt_is_named(string? text) =>
        Should.Throw<EngineException>(() => Neo4jEngine.ReadBoltPort(text, 7474)).Message.ShouldContain(Neo4jEngine.BoltPortVariable);
}
