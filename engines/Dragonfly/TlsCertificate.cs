using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Garnet.server.TLS;
using Lab.Engines.Certificates;

namespace Lab.Engines.Dragonfly;

/// <summary>TLS with the lab's certificate: clients prove who they are by their password.</summary>
internal sealed class TlsCertificate : IGarnetTlsOptions, IDisposable
{
    private readonly X509Certificate2 certificate;

    public TlsCertificate(ServerCertificate files)
    {
        certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        TlsServerOptions = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = false,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
    }

    public SslServerAuthenticationOptions TlsServerOptions { get; }

    public SslClientAuthenticationOptions TlsClientOptions { get; } = new();

    /// <summary>Whether a certificate that a server presents is this one.</summary>
    public bool IsThis(X509Certificate? presented) => presented is not null && presented.Equals(certificate);

    public bool UpdateCertFile(string certFileName, string certPassword, out string errorMessage)
    {
        errorMessage = "ERR the certificate is the lab's; it is renewed at the next start";
        return false;
    }

    public void Dispose() => certificate.Dispose();
}
