using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Lab.Engines.Dragonfly;

/// <summary>Asks the server for a checkpoint over its own port, the only way that Garnet offers: the next start reads it instead of a long log.</summary>
internal sealed class Checkpoint(int port, string password, TlsCertificate certificate)
{
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, presented, _, _) => certificate.IsThis(presented));
        await using (stream.ConfigureAwait(false))
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellationToken).ConfigureAwait(false);
            using var replies = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            await SendAsync(stream, replies, ["AUTH", password], cancellationToken).ConfigureAwait(false);
            await SendAsync(stream, replies, ["SAVE"], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task SendAsync(Stream stream, StreamReader replies, string[] command, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().Append(System.Globalization.CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken).ConfigureAwait(false);
        var reply = await replies.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (reply != "+OK")
        {
            throw new IOException($"{command[0]} was answered with '{reply}'.");
        }
    }
}
