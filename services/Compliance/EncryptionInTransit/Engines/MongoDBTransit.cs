using System.Buffers.Binary;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;

namespace Lab.Compliance.EncryptionInTransit.Engines;

internal sealed class MongoDBTransit : DirectTls, IEngineRegistration
{
    private const int DefaultPort = 27017;

    private const int OpMsg = 2013;

    private const int HeaderLength = 16;

    public static string Engine => EngineNames.MongoDb;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system)
    {
        // The probe speaks for itself.
    }

    public override PlainGreeting Greeting { get; } = new("hello command", Hello(), answer =>
        PlainGreeting.Recognized(
            answer.Length >= HeaderLength && BinaryPrimitives.ReadInt32LittleEndian(answer.Span[12..]) is OpMsg or 1,
            "a reply in MongoDB's wire protocol"));

    public override TransitEndpoint Locate(string connectionString)
    {
        // The first of the hosts; its members tell the same in a replica set.
        var start = connectionString.IndexOf("://", StringComparison.Ordinal);
        if (start < 0 || !connectionString.StartsWith("mongodb", StringComparison.Ordinal))
        {
            throw new FormatException("The connection string is not one of MongoDB.");
        }

        var authority = connectionString[(start + 3)..].Split('/', '?')[0];
        var host = authority[(authority.LastIndexOf('@') + 1)..].Split(',')[0];
        return Uri.TryCreate($"tcp://{host}", UriKind.Absolute, out var address) && address.Host.Length > 0
            ? new TransitEndpoint(address.Host, address.Port < 0 ? DefaultPort : address.Port)
            : throw new FormatException("The connection string names no server.");
    }

    /// <summary>OP_MSG with the document <c>{ hello: 1, $db: "admin" }</c>.</summary>
    private static byte[] Hello()
    {
        byte[] fields = [0x10, .. "hello"u8, 0, 1, 0, 0, 0, 0x02, .. "$db"u8, 0, 6, 0, 0, 0, .. "admin"u8, 0, 0];
        byte[] document = [(byte)(fields.Length + 4), 0, 0, 0, .. fields];
        var length = HeaderLength + 4 + 1 + document.Length;
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), OpMsg);
        return [.. header, 0, 0, 0, 0, 0, .. document];
    }
}
