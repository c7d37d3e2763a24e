using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace Lab.Backup.Cli.Opening;

/// <summary>Makes clients that trust one more certificate authority than the machine does, for example the lab's.</summary>
/// <param name="authority">The authority's certificate, PEM.</param>
internal sealed class TrustingHttpClientFactory(string authority) : HttpClientFactory
{
    private readonly X509Certificate2 trusted = X509Certificate2.CreateFromPem(File.ReadAllText(authority));

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck },
        },
    });

    /// <inheritdoc/>
    public override string GetConfigUniqueString(IClientConfig clientConfig) => $"authority {trusted.Thumbprint}";
}
