using System.Net;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;
using StackExchange.Redis;

namespace Lab.Compliance.EncryptionInTransit.Engines;

internal sealed class DragonflyTransit : DirectTls, IEngineRegistration
{
    public static string Engine => EngineNames.Dragonfly;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system)
    {
        // The probe speaks for itself.
    }

    /// <summary>RESP answers begin with one of these: even a refusal for lack of a password is an answer in plain text.</summary>
    public override PlainGreeting Greeting { get; } = new("PING", "*1\r\n$4\r\nPING\r\n"u8.ToArray(), answer =>
        PlainGreeting.Recognized("+-:$*"u8.Contains(answer.Span[0]), "an answer in the Redis protocol"));

    public override TransitEndpoint Locate(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString).EndPoints.FirstOrDefault() switch
            {
                DnsEndPoint dns => new TransitEndpoint(dns.Host, dns.Port),
                IPEndPoint ip => new TransitEndpoint(ip.Address.ToString(), ip.Port),
                _ => throw new FormatException("The connection string names no server."),
            };
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string is not one of StackExchange.Redis.");
        }
    }
}
