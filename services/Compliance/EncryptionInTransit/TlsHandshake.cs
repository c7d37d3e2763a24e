using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Lab.Compliance.EncryptionInTransit;

/// <summary>Shakes hands by TLS and judges the server's certificate against the lab's certificate authority, or the machine's without one.</summary>
internal sealed class TlsHandshake(IConfiguration configuration)
{
    /// <summary>Whatever is wrong with the certificate, a sentence each; the handshake itself is finished in any case.</summary>
    /// <exception cref="AuthenticationException">The server refuses the handshake.</exception>
    /// <exception cref="IOException">The server closes the connection, or speaks something else.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "The certificate is what is measured: it is judged and reported whatever it is, and nothing is sent after the handshake.")]
    public async Task<IReadOnlyList<string>> ShakeAsync(Stream stream, TransitEndpoint endpoint, EvidenceLog log, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = endpoint.Host,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                {
                    faults.AddRange(Judge(certificate as X509Certificate2, chain, endpoint, log));
                    return true;
                },
            },
            cancellationToken);
        log.Add($"TLS handshake with {endpoint}", $"{Name(tls.SslProtocol)}, {tls.NegotiatedCipherSuite}");
        return faults;
    }

    private List<string> Judge(X509Certificate2? certificate, X509Chain? presented, TransitEndpoint endpoint, EvidenceLog log)
    {
        if (certificate is null)
        {
            return ["The server presents no certificate."];
        }

        var faults = new List<string>();
        if (!certificate.MatchesHostname(endpoint.Host, allowWildcards: true, allowCommonName: false))
        {
            faults.Add($"The certificate does not name {endpoint.Host}.");
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        var authority = "the machine's authorities";
        if (configuration["Lab:CertificateAuthority"] is { Length: > 0 } path)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(path);
            authority = "the lab's authority";
        }

        var trusted = chain.Build(certificate);
        if (!trusted)
        {
            faults.AddRange(chain.ChainStatus.Select(s => $"The certificate is not trusted by {authority}: {s.StatusInformation.Trim().TrimEnd('.')}."));
        }

        log.Add(
            $"Certificate of {endpoint}",
            string.Create(CultureInfo.InvariantCulture, $"{certificate.Subject}, issued by {certificate.Issuer}, valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}, {(trusted ? "trusted" : "not trusted")} by {authority}"));
        return faults;
    }

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };
}
