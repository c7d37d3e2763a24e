using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>Accepts a server's certificate when it bears the server's name and comes from the authority, and no other; for clients that take a callback.</summary>
    /// <param name="authorityFile">The PEM file of the authority.</param>
    public static RemoteCertificateValidationCallback Validation(string authorityFile) => (_, certificate, _, errors) =>
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    };
}
