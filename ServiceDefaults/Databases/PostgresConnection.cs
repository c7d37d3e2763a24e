using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Completes the connection strings of the lab's PostgreSQL servers.</summary>
internal static class PostgresConnection
{
    /// <summary>The configuration key of the lab's certificate authority: a PEM file.</summary>
    public const string CertificateAuthority = "Lab:CertificateAuthority";

    /// <summary>
    /// Verifies the server fully against the lab's certificate authority where one is configured, unless the connection
    /// string itself says what to do about TLS; names the service in the server's activity view.
    /// </summary>
    public static string Complete(string connectionString, IConfiguration configuration, string applicationName)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (configuration[CertificateAuthority] is { Length: > 0 } authority && !SaysTlsMode(connectionString))
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
