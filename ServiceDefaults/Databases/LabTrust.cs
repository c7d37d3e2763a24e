using Microsoft.Extensions.Configuration;

namespace Lab.ServiceDefaults.Databases;

/// <summary>Which servers show a certificate of the lab's own authority. Those are the engines that a local run starts; a container or a server elsewhere has none.</summary>
public static class LabTrust
{
    /// <summary>The configuration section: the name of a connection and the PEM file of the authority that signed its server's certificate.</summary>
    public const string Section = "Lab:CertificateAuthorities";

    /// <summary>The PEM file of the authority to verify a server against; <see langword="null"/> where its connection string alone says how to connect.</summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="connection">The connection's name in <c>ConnectionStrings</c>.</param>
    public static string? AuthorityOf(IConfiguration configuration, string connection)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[$"{Section}:{connection}"] is { Length: > 0 } file ? file : null;
    }
}
