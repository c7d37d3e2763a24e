using Lab.ServiceDefaults.Http;

namespace Lab.Compliance.EncryptionInTransit.Engines;

/// <summary>An engine that speaks HTTP/1.1.</summary>
internal abstract class HttpTransit : DirectTls
{
    public override PlainGreeting Greeting { get; } = new("HTTP request", "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), answer =>
    {
        if (!answer.Span.StartsWith("HTTP/1."u8))
        {
            return new PlainAnswer(false, "an answer that is not HTTP");
        }

        var line = System.Text.Encoding.ASCII.GetString(answer.Span[..Math.Max(0, answer.Span.IndexOf((byte)'\r'))]);

        // A redirect to https, or the complaint of a TLS port about plain text, hands out no data.
        var refused = line.Contains(" 301", StringComparison.Ordinal) || line.Contains(" 308", StringComparison.Ordinal) || line.Contains(" 426", StringComparison.Ordinal)
            || (line.Contains(" 400", StringComparison.Ordinal) && answer.Span.IndexOf("HTTPS"u8) >= 0);
        return new PlainAnswer(!refused, line);
    });

    public override TransitEndpoint Locate(string connectionString)
    {
        var address = HttpEndpoint.Parse(connectionString).Address;
        return new TransitEndpoint(address.IdnHost, address.Port);
    }
}
