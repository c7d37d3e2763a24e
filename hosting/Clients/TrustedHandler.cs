using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lab.Hosting.Clients;

/// <summary>Makes the handler of connections.</summary>
internal static class TrustedHandler
{
    /// <summary>Connections that believe the authorities in a PEM file and nobody else, or the machine's when there is no file.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read or holds no certificate.</exception>
    public static SocketsHttpHandler Create(string? certificateAuthority)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (certificateAuthority is null)
        {
            return handler;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(certificateAuthority);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"CertificateAuthority '{certificateAuthority}' is not a readable PEM file of certificates.", error);
        }

        if (authorities.Count == 0)
        {
            throw new InvalidOperationException($"CertificateAuthority '{certificateAuthority}' holds no certificate.");
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        handler.SslOptions.CertificateChainPolicy = policy;
        return handler;
    }
}
