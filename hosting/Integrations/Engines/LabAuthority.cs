using System.Security.Cryptography.X509Certificates;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Connections to servers with a certificate of the lab's authority.</summary>
internal static class LabAuthority
{
    /// <summary>Why a server cannot be verified before the first engine has made the authority.</summary>
    public const string Absent = "The lab's certificate authority does not exist yet.";

    /// <summary>A handler that believes the authority and nobody else.</summary>
    /// <param name="file">The authority's PEM file, which exists.</param>
    public static SocketsHttpHandler Handler(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } };
    }
}
