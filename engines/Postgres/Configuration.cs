using System.Text;
using Lab.Engines.Processes;
using Lab.State;

namespace Lab.Engines.Postgres;

/// <summary>The configuration files, written at each start beside the data folder, which stays as initdb and ALTER SYSTEM leave it.</summary>
/// <param name="ServerFile">The server's settings.</param>
/// <param name="AccessFile">Who may connect, and how.</param>
internal sealed record Configuration(string ServerFile, string AccessFile)
{
    private const string Access =
        """
        # Written at each start. TLS always, passwords always, this machine only.
        # type   database     user  address        method
        hostssl  all          all   127.0.0.1/32   scram-sha-256
        hostssl  replication  all   127.0.0.1/32   scram-sha-256

        """;

    public static Configuration Write(Cluster cluster, string systemName, IReadOnlyDictionary<string, string> settings, ServiceAccount? account)
    {
        var configuration = new Configuration(Path.Combine(cluster.Folder, "postgresql.conf"), Path.Combine(cluster.Folder, "pg_hba.conf"));
        var text = new StringBuilder()
            .AppendLine("# Written at each start: defaults of the lab and the engine's --set arguments. ALTER SYSTEM overrides both.")
            .AppendLine($"include_if_exists {ServerSettings.Quote(Path.Combine(cluster.Data, "postgresql.conf"))}")
            .AppendLine($"cluster_name = {ServerSettings.Quote(systemName)}");
        foreach (var (name, value) in settings)
        {
            text.AppendLine($"{name} = {ServerSettings.Quote(value)}");
        }

        WriteFor(account, configuration.ServerFile, text.ToString());
        WriteFor(account, configuration.AccessFile, Access);
        return configuration;
    }

    private static void WriteFor(ServiceAccount? account, string path, string content)
    {
        PrivateFile.Write(path, content);
        if (!OperatingSystem.IsWindows())
        {
            account?.Own(path);
        }
    }
}
