using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Dapper;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using Npgsql;

namespace Lab.Compliance.EncryptionInTransit.Engines;

/// <summary>PostgreSQL: TLS is asked for by SSLRequest; pg_stat_ssl tells which connections use it.</summary>
internal sealed class PostgresTransit(IServiceProvider services) : ITransitProbe, IEngineRegistration
{
    private const int SslRequestCode = 80877103;

    private const int ProtocolVersion3 = 196608;

    public static string Engine => EngineNames.PostgreSql;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) => builder.AddSystemDataSource(system.Name);

    /// <summary>A server that refuses answers with an error at once; one that asks for a password goes on in plain text.</summary>
    public PlainGreeting Greeting { get; } = new("Startup message", Startup(), answer => (char)answer.Span[0] switch
    {
        'R' => new PlainAnswer(true, "the server goes on and asks who is there"),
        'E' => new PlainAnswer(false, $"the server refuses: {Message(answer)}"),
        _ => new PlainAnswer(false, "an answer that is not PostgreSQL's"),
    });

    public TransitEndpoint Locate(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            return builder.Host is { Length: > 0 } host
                ? new TransitEndpoint(host.Split(',')[0], builder.Port)
                : throw new FormatException("The connection string names no server.");
        }
        catch (ArgumentException)
        {
            throw new FormatException("The connection string is not one of PostgreSQL.");
        }
    }

    public async ValueTask<bool> RequestTlsAsync(Stream stream, EvidenceLog log, CancellationToken cancellationToken)
    {
        var request = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(request, request.Length);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), SslRequestCode);
        await stream.WriteAsync(request, cancellationToken);
        var answer = new byte[1];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        log.Add("SSLRequest", answer[0] == (byte)'S' ? "S: TLS is offered" : $"{(char)answer[0]}: TLS is not offered");
        return answer[0] == (byte)'S';
    }

    public async Task<IReadOnlyList<string>> InspectAsync(DatabaseSystem system, EvidenceLog log, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await services.GetRequiredKeyedService<NpgsqlDataSource>(system.Name).OpenConnectionAsync(cancellationToken);
            var (encrypted, plain) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
                """
                select count(*) filter (where s.ssl), count(*) filter (where not s.ssl)
                from pg_stat_ssl s join pg_stat_activity a using (pid)
                where a.client_addr is not null
                """,
                cancellationToken: cancellationToken));
            log.Add("pg_stat_ssl", $"{encrypted} connections over the network use TLS, {plain} do not");
            return plain == 0 ? [] : [$"{plain} connections over the network do not use TLS now."];
        }
        catch (DbException exception)
        {
            // What the wire showed stands; that the service could not log in is no fault in the server's encryption.
            log.Add("pg_stat_ssl", $"not read: {exception.Message}");
            return [];
        }
    }

    private static byte[] Startup()
    {
        byte[] parameters = [.. "user\0postgres\0database\0postgres\0"u8, 0];
        var message = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), ProtocolVersion3);
        parameters.CopyTo(message, 8);
        return message;
    }

    /// <summary>The text of an ErrorResponse: fields of a letter and a text that ends with a zero byte, M is the message.</summary>
    private static string Message(ReadOnlyMemory<byte> answer)
    {
        var fields = Encoding.UTF8.GetString(answer.Span[Math.Min(5, answer.Length)..]).Split('\0');
        return fields.FirstOrDefault(f => f.StartsWith('M'))?[1..] ?? "without a reason";
    }
}
