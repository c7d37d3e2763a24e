using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Garnet;
using Lab.Engines.Certificates;

namespace Lab.Engines.Dragonfly;

/// <summary>Runs Garnet, which speaks the Redis protocol as DragonflyDB does, in this process.</summary>
internal sealed class DragonflyEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    private static readonly TimeSpan CheckpointPatience = TimeSpan.FromSeconds(5);

    private static readonly string Version = typeof(GarnetServer).Assembly.GetName().Version?.ToString(3) ?? "";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var password = options.RequirePassword();
        if (!Ascii.IsValid(password))
        {
            throw new EngineException($"{EngineOptions.PasswordVariable} has a character beyond ASCII in it, which Garnet cannot take: choose another password for {options.Name}.");
        }

        var settings = DragonflySettings.Read(options.Settings);
        var home = options.OpenHome();
        var files = await new CertificateAuthority(home, timeProvider).IssueAsync(options.Name, account: null, cancellationToken).ConfigureAwait(false);

        using var held = EngineFolder.Take(home, options.Name);
        var folder = held.Path;
        using var certificate = new TlsCertificate(files);
        using var logging = new LogLines(log);

        var sync = settings.AlwaysSync ? "each write" : "once a second";
        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"starting Garnet {Version} in place of DragonflyDB with data in {folder}: at most {settings.Memory >> 20} MiB, written to disk {sync}"));

        using var server = Start(ServerOptions.Create(folder, options.Port, password, settings, certificate), logging);
        log.Write($"ready to accept connections on 127.0.0.1:{options.Port} (TLS)");

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(stopped.SetResult).ConfigureAwait(false))
        {
            await stopped.Task.ConfigureAwait(false);
        }

        await StopAsync(server, new Checkpoint(options.Port, password, certificate), logging).ConfigureAwait(false);
        return 0;
    }

    private async Task StopAsync(GarnetServer server, Checkpoint checkpoint, LogLines logging)
    {
        log.Write("stopping: writing a checkpoint");
        using var patience = new CancellationTokenSource(CheckpointPatience, timeProvider);
        try
        {
            await checkpoint.TakeAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            log.Write($"no checkpoint ({error.Message}): the next start reads the log");
        }

        await server.Store.CommitAOFAsync(CancellationToken.None).ConfigureAwait(false);
        logging.Stopping = true;
    }

    private GarnetServer Start(Garnet.server.GarnetServerOptions serverOptions, LogLines logging)
    {
        try
        {
            var server = new GarnetServer(serverOptions, logging.Factory);
            server.Start();
            return server;
        }
        catch (Exception error) when (error.GetBaseException() is SocketException)
        {
            throw options.PortUnavailable(error);
        }
        catch (Exception error) when (error is not EngineException)
        {
            // Garnet throws plain exceptions for what is wrong with options, files and recovery.
            throw new EngineException($"Garnet refuses to start: {error.Message}", error);
        }
    }
}
