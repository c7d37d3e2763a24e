using System.Data.Common;
using System.Diagnostics;

namespace Lab.Integrations.Tests.Milvus;

/// <summary>A real Milvus: the one that LAB_PEER_MILVUS names, else one started from the folder that LAB_PEERS names.</summary>
internal sealed class MilvusPeer : IAsyncDisposable
{
    private const string Variable = "LAB_PEER_MILVUS";

    private readonly Process? process;

    private MilvusPeer(string connectionString, Process? process)
    {
        this.process = process;
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        Address = new Uri((string)settings["Endpoint"]);
        Password = ((string)settings["Key"]).Split(':', 2)[1];
    }

    public Uri Address { get; }

    public string Password { get; }

    public static async Task<MilvusPeer> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } running)
        {
            return new MilvusPeer(running, process: null);
        }

        if (Environment.GetEnvironmentVariable("LAB_PEERS") is not { Length: > 0 } folder)
        {
            Assert.Skip($"A real Milvus is not at hand: set {Variable} to its connection string, or LAB_PEERS to the folder of the peers.");
            return null;
        }

        var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "start"), ["milvus"]) { RedirectStandardOutput = true })!;
        string? connectionString = null;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line && line != "ready")
        {
            connectionString = line.StartsWith($"{Variable}=", StringComparison.Ordinal) ? line[(Variable.Length + 1)..] : connectionString;
        }

        return new MilvusPeer(connectionString ?? throw new InvalidOperationException("The peer ended before it was ready."), process);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
        {
            return;
        }

        // SIGTERM, so that the peer removes its data.
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
