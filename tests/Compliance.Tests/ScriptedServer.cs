using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lab.Compliance.Tests;

/// <summary>
/// Answers whatever comes first in plain text with a fixed answer, or not at all; with a certificate it shakes hands by TLS
/// when it is greeted so, without one it closes the connection on that.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private const byte TlsHandshakeRecord = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _tls;
    private readonly byte[]? _answer;
    private readonly Task _accepting;

    public ScriptedServer(X509Certificate2? tls, string? answer)
    {
        _tls = tls;
        _answer = answer is null ? null : Encoding.Latin1.GetBytes(answer);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var first = new byte[1];
            await client.Client.ReceiveAsync(first, SocketFlags.Peek, _stop.Token);
            if (first[0] == TlsHandshakeRecord)
            {
                if (_tls is not null)
                {
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _tls }, _stop.Token);
                    _ = await tls.ReadAsync(new byte[1], _stop.Token);
                }
            }
            else if (_answer is not null)
            {
                await client.GetStream().WriteAsync(_answer, _stop.Token);
                _ = await client.GetStream().ReadAsync(new byte[4096], _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or the test is over.
        }
    }
}
