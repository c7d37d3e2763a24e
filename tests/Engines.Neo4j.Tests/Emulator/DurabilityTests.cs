using System.Globalization;
using System.Text.Json.Nodes;
using Lab.Engines.Neo4j.Tests.Conformance;
using Lab.Engines.Neo4j.Tests.Targets;
using Lab.Engines.Testing;

namespace Lab.Engines.Neo4j.Tests.Emulator;

public sealed class DurabilityTests
{
    private const int Kills = 50;
    private const int WritesBeforeAKill = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_50_kills_under_load()
    {
        using var home = new EngineHome();
        var boltPort = EngineProcess.FreePort();
        var start = EmulatorTarget.Start(home, EngineProcess.FreePort(), boltPort);
        var acknowledged = new HashSet<long>();
        for (var round = 0; round < Kills; round++)
        {
            await using var engine = EngineProcess.Run(start);
            await engine.WaitForLineAsync("ready to accept connections", Cancellation);
            using var writer = await NodeScript.StartAsync(
                "writer.mjs",
                EmulatorTarget.Of(home, start, boltPort),
                new Dictionary<string, string> { ["NEO4J_FIRST"] = (round * 1_000_000L).ToString(CultureInfo.InvariantCulture) },
                Cancellation);
            for (var written = 0; written < WritesBeforeAKill; written++)
            {
                acknowledged.Add(long.Parse((await writer.StandardOutput.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture));
            }

            await engine.KillAsync(Cancellation);
            var rest = await writer.StandardOutput.ReadToEndAsync(Cancellation);
            acknowledged.UnionWith(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line, CultureInfo.InvariantCulture)));
            await writer.WaitForExitAsync(Cancellation);
        }

        await using var last = EngineProcess.Run(start);
        await last.WaitForLineAsync("ready to accept connections", Cancellation);
        using var api = new QueryApi(EmulatorTarget.Of(home, start, boltPort));
        var (_, body) = await api.SendAsync(HttpMethod.Post, "/db/neo4j/query/v2", """{"statement":"MATCH (n:Kept) RETURN n.n"}""", Cancellation);
        var kept = JsonNode.Parse(body)!["data"]!["values"]!.AsArray().Select(row => (long)row![0]!).ToHashSet();

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Kills * WritesBeforeAKill);
        acknowledged.Except(kept).ShouldBeEmpty();
    }
}
