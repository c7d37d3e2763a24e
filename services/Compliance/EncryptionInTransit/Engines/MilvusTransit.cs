using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;
using Lab.ServiceDefaults.Http;

namespace Lab.Compliance.EncryptionInTransit.Engines;

/// <summary>Milvus speaks gRPC, which is HTTP/2 from the first byte.</summary>
internal sealed class MilvusTransit : DirectTls, IEngineRegistration
{
    private const int FrameTypeAt = 3;

    private const byte SettingsFrame = 4;

    public static string Engine => EngineNames.Milvus;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system)
    {
        // The probe speaks for itself.
    }

    public override PlainGreeting Greeting { get; } = new(
        "HTTP/2 preface",
        (byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, SettingsFrame, 0, 0, 0, 0, 0],
        answer => PlainGreeting.Recognized(answer.Length > FrameTypeAt && answer.Span[FrameTypeAt] == SettingsFrame, "an HTTP/2 settings frame"));

    public override TransitEndpoint Locate(string connectionString)
    {
        var address = HttpEndpoint.Parse(connectionString).Address;
        return new TransitEndpoint(address.IdnHost, address.Port);
    }
}
