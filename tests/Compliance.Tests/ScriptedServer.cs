using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lab.Testing;

namespace Lab.Compliance.Tests;

/// <summary>
/// Answers whatever comes first in plain text with a fixed answer, or not at all; with a certificate it shakes hands by TLS
/// when it is greeted so, without one it closes the connection on that.
/// </summary>
internal sealed class ScriptedServer : LoopbackServer
{
    private const byte TlsHandshakeRecord = 0x16;

    private readonly X509Certificate2? _tls;
    private readonly byte[]? _answer;

    public ScriptedServer(X509Certificate2? tls, string? answer)
    {
        _tls = tls;
        _answer = answer is null ? null : Encoding.Latin1.GetBytes(answer);
        Start();
    }

    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    protected override async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        var first = new byte[1];
        await client.Client.ReceiveAsync(first, SocketFlags.Peek, stopping);
        if (first[0] == TlsHandshakeRecord)
        {
            if (_tls is not null)
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _tls }, stopping);
                _ = await tls.ReadAsync(new byte[1], stopping);
            }
        }
        else if (_answer is not null)
        {
            await client.GetStream().WriteAsync(_answer, stopping);
            _ = await client.GetStream().ReadAsync(new byte[4096], stopping);
        }
    }
}
