using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lab.Engines.Certificates;
using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage;

namespace Lab.Engines.MongoDB.Server;

/// <summary>Opens the data folder and serves MongoDB's wire protocol until it is asked to stop.</summary>
internal sealed class MongoEngine(EngineOptions options, EngineLog log, TimeProvider timeProvider)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var settings = MongoSettings.Read(options.Settings);
        var user = options.RequireUser();
        var password = options.RequirePassword();
        if (!Ascii.IsValid(password))
        {
            throw new EngineException($"{EngineOptions.PasswordVariable} has a character beyond ASCII in it, which this engine cannot take: choose another password for {options.Name}.");
        }

        var home = options.OpenHome();
        var files = await new CertificateAuthority(home, timeProvider).IssueAsync(options.Name, account: null, cancellationToken).ConfigureAwait(false);
        using var held = EngineFolder.Take(home, options.Name);
        var folder = held.Path;
        using var certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        using var socket = Listen();

        log.Write($"starting the MongoDB emulator {ServerState.Version} with data in {folder}");
        var store = DocumentStore.Open(Path.Combine(folder, "data.sqlite"));
        await using (store.ConfigureAwait(false))
        {
            var users = UserStore.Open(store);
            await users.EnsureAdministratorAsync(user, password, cancellationToken).ConfigureAwait(false);
            var server = new ServerState(
                store, users, new SessionRegistry(store, timeProvider), new CursorRegistry(timeProvider, settings.CursorTimeout), settings, options.Port, log, timeProvider, cancellationToken);
            var housekeeping = new Housekeeping(server).RunAsync(cancellationToken);
            log.Write($"ready to accept connections on 127.0.0.1:{options.Port} (TLS, replica set {ServerState.ReplicaSet})");
            await new ConnectionListener(server, socket, certificate).RunAsync(cancellationToken).ConfigureAwait(false);
            log.Write("stopping");
            await housekeeping.ConfigureAwait(false);
        }

        return 0;
    }

    private TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, options.Port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw options.PortUnavailable(error);
        }
    }
}
