using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Lab.Engines.Testing;

namespace Lab.Benchmarks.Engines;

/// <summary>The Neo4j emulator beside Neo4j, by Neo4j's own driver for Node.js: loading nodes and relationships, finding a node, following relationships.</summary>
internal sealed class Neo4jBenchmark : IEngineBenchmark
{
    private const int Questions = 200;
    private const string Variable = "LAB_PEER_NEO4J_BOLT";
    private const string Against = "Neo4j 5.26.20";

    /// <inheritdoc/>
    public string Name => "neo4j";

    /// <inheritdoc/>
    public async Task RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        using var home = new EngineHome();
        var bolt = EngineProcess.FreePort();
        var start = new EngineStart(EngineFiles.Program("Neo4j"), home.Path, "neo4j")
        {
            User = "neo4j",
            Password = "benchmark",
            Environment = ImmutableDictionary<string, string>.Empty.Add("LAB_ENGINE_PORT_BOLT", bolt.ToString(CultureInfo.InvariantCulture)),
        };
        await using var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", cancellationToken);
        using var own = await Neo4jClientProcess.StartAsync($"bolt+s://127.0.0.1:{bolt}", start.Password, home.AuthorityFile, cancellationToken);

        await using var peer = await Peer.StartAsync("neo4j", "LAB_PEER_NEO4J", cancellationToken);
        using var other = peer is null ? null : await ConnectAsync(new Uri(peer.Values[Variable]), new Uri(peer.Values["LAB_PEER_NEO4J"]), cancellationToken);
        if (other is null)
        {
            await progress.WriteLineAsync(Peer.HowTo("neo4j", "LAB_PEER_NEO4J"));
        }

        var (nodes, relationships, runs) = size == BenchmarkSize.Full ? (50_000, 200_000, 3) : (10_000, 40_000, 3);
        var series = new Dictionary<string, (List<double> Mine, List<double> Theirs)>();
        for (var run = 0; run <= runs; run++)
        {
            foreach (var command in (string[])[$"load Galaxy{run} {nodes} {relationships}", $"point Galaxy{run} {nodes} {Questions}", $"hops Galaxy{run} {nodes} {Questions}"])
            {
                await CompareAsync(command, counts: run > 0, own, other, series, progress, cancellationToken);
            }
        }

        foreach (var (name, (mine, theirs)) in series)
        {
            var unit = name.StartsWith("neo4j-load", StringComparison.Ordinal) ? "seconds" : "milliseconds";
            measures.Write(other is null ? Measure.Of(name, mine, unit) : Measure.Compared(name, mine, theirs, unit, Against, moreIsBetter: false));
        }
    }

    private static Task<Neo4jClientProcess> ConnectAsync(Uri bolt, Uri http, CancellationToken cancellationToken) =>
        Neo4jClientProcess.StartAsync($"bolt://{bolt.Authority}", Uri.UnescapeDataString(http.UserInfo.Split(':', 2).Last()), authorityFile: null, cancellationToken);

    /// <summary>Gives a command to both sides in turn; both must find the same.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    private static async Task CompareAsync(
        string command,
        bool counts,
        Neo4jClientProcess own,
        Neo4jClientProcess? other,
        Dictionary<string, (List<double> Mine, List<double> Theirs)> series,
        TextWriter progress,
        CancellationToken cancellationToken)
    {
        var mine = await own.DoAsync(command, cancellationToken);
        var theirs = other is null ? null : await other.DoAsync(command, cancellationToken);
        await progress.WriteLineAsync($"{command}: {mine.ToJsonString()}, peer {theirs?.ToJsonString()}");
        if (theirs is not null && !JsonNode.DeepEquals(mine["check"], theirs["check"]))
        {
            throw new InvalidDataException($"{command}: {mine["check"]} here, {theirs["check"]} there.");
        }

        // The first run warms both sides up.
        foreach (var (measure, value) in counts ? mine.AsObject().Where(each => each.Key != "check") : [])
        {
            var kind = command.Split(' ')[0];
            var name = measure == "milliseconds" ? $"neo4j-{kind}" : $"neo4j-{kind}-{measure}";
            series.TryAdd(name, ([], []));
            series[name].Mine.Add((double)value!);
            series[name].Theirs.Add(theirs is null ? 0 : (double)theirs[measure]!);
        }
    }
}
