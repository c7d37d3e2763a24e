using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Lab.Hosting.Integrations.Neo4j;

/// <summary>Makes HTTP handlers that take the certificates of the lab's own authority beside those that the machine trusts.</summary>
internal static class LabTrustHandler
{
    /// <param name="authorityFile">The authority's certificate; need not exist before a server shows one.</param>
    public static SocketsHttpHandler Create(string authorityFile) => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authorityFile) },
    };

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, string authorityFile)
    {
        if (errors is SslPolicyErrors.None)
        {
            return true;
        }

        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 shown || !File.Exists(authorityFile))
        {
            return false;
        }

        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return chain.Build(shown);
    }
}
