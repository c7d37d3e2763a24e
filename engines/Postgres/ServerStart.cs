using System.Globalization;
using Lab.Engines.Certificates;
using Lab.Engines.Processes;

namespace Lab.Engines.Postgres;

/// <summary>The command that starts the server.</summary>
internal static class ServerStart
{
    /// <summary>
    /// PostgreSQL takes SIGTERM as "wait until every client is gone" and SIGINT as "stop now, in order". Whoever stops a process sends
    /// SIGTERM, so a shell stands before the server and passes it on as SIGINT. The SIGTERM after it counts only in the moment before the
    /// server listens to signals, when SIGINT is still ignored.
    /// </summary>
    private const string Shell =
        """
        trap 'stopping=1; [ -z "$server" ] || { kill -INT "$server"; kill -TERM "$server"; } 2>/dev/null' TERM INT HUP
        "$@" </dev/null &
        server=$!
        [ -z "$stopping" ] || kill -TERM "$server"
        while :; do
            stopping=
            wait "$server"
            code=$?
            [ -n "$stopping" ] || exit "$code"
        done
        """;

    public static ServerProgram Program(
        PostgresPrograms programs, Cluster cluster, Configuration configuration, ServerCertificate certificate, int port)
    {
        string[] server =
        [
            programs.Server, "-D", cluster.Data,
            "-c", $"config_file={configuration.ServerFile}",
            "-c", $"hba_file={configuration.AccessFile}",
            "-c", "listen_addresses=127.0.0.1",
            "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            "-c", "unix_socket_directories=",
            "-c", "ssl=on",
            "-c", $"ssl_cert_file={certificate.CertificateFile}",
            "-c", $"ssl_key_file={certificate.KeyFile}",
        ];
        var environment = ServerProgram.PlainEnvironment(cluster.Folder);
        return OperatingSystem.IsWindows()
            ? new ServerProgram(server[0], server[1..], environment, cluster.Folder)
            : new ServerProgram("/bin/sh", ["-c", Shell, "postgres-stop", .. EndWithShell(), .. server], environment, cluster.Folder);
    }

    // The server stops in order when the shell is killed; where the tool for that is missing, the next start waits for the server or names it.
    private static string[] EndWithShell() =>
        OperatingSystem.IsLinux() && SearchPath.Find("setpriv") is { } setpriv ? [setpriv, "--pdeathsig", "INT", "--"] : [];
}
