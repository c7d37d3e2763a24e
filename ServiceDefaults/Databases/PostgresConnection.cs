using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Completes the connection strings of the lab's PostgreSQL servers.</summary>
internal static class PostgresConnection
{
    /// <summary>
    /// Verifies the server fully where the lab's certificate authority signed its certificate, unless the connection
    /// string itself says what to do about TLS; names the service in the server's activity view.
    /// </summary>
    public static string Complete(string name, string connectionString, IConfiguration configuration, string applicationName)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (LabTrust.AuthorityOf(configuration, name) is { } authority && !SaysTlsMode(connectionString))
        {
            builder.SslMode = SslMode.VerifyFull;
            builder.RootCertificate = authority;
        }

        builder.ApplicationName ??= applicationName;
        return builder.ConnectionString;
    }

    /// <summary>Npgsql's own builder knows every keyword, so that it cannot tell which were given.</summary>
    private static bool SaysTlsMode(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return given.ContainsKey("SSL Mode") || given.ContainsKey("SslMode");
    }
}
