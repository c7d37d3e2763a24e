using Lab.Engines.Testing;

namespace Lab.Engines.ObjectStore.Tests.Targets;

/// <summary>All servers to test, each started when a test first asks for it.</summary>
public sealed class Servers : IAsyncLifetime
{
    /// <summary>A standard retrieval of 5 h takes 0.9 s, a day 4.3 s.</summary>
    public const string TimeScale = "glacier-time-scale=0.00005";

    private readonly Dictionary<Target, S3Server> running = [];
    private readonly List<EngineHome> homes = [];

    /// <summary>The server; the test is skipped where a peer is not there.</summary>
    public async Task<S3Server> GetAsync(Target target)
    {
        if (!running.TryGetValue(target, out var server))
        {
            server = target switch
            {
                Target.Emulator => await EmulatorAsync(TimeScale),
                Target.PlainEmulator => await EmulatorAsync(TimeScale, "tls=off"),
                Target.Moto => await PeerAsync("s3", "LAB_PEER_S3"),
                _ => await PeerAsync("s3-strict", "LAB_PEER_S3_STRICT"),
            };
            running.Add(target, server);
        }

        return server;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in running.Values)
        {
            await server.DisposeAsync();
        }

        homes.ForEach(home => home.Dispose());
    }

    private async Task<S3Server> EmulatorAsync(params string[] settings)
    {
        var home = new EngineHome();
        homes.Add(home);
        return S3Server.Of(await S3Server.StartAsync(S3Server.In(home, settings)));
    }

    private static async Task<S3Server> PeerAsync(string name, string variable)
    {
        var peer = await Peer.StartAsync(name, variable, TestContext.Current.CancellationToken);
        Assert.SkipWhen(peer is null, Peer.HowTo(name, variable));
        return S3Server.Of(peer!, variable);
    }
}
