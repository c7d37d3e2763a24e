using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Grpc.Core;

namespace Lab.Clients.Tests.Milvus;

/// <summary>A gRPC server that answers as it is told, one answer for each call: a message, or a status without one; the last answer goes on.</summary>
internal sealed class GrpcScript(params (StatusCode Status, IMessage? Message)[] answers) : HttpMessageHandler
{
    private int calls;

    public int Calls => calls;

    /// <summary>What came with the calls as <c>authorization</c>.</summary>
    public string? Authorization { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorization = request.Headers.GetValues("authorization").Single();
        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        var (status, message) = answers[Math.Min(Interlocked.Increment(ref calls), answers.Length) - 1];
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20,
            RequestMessage = request,
            Content = new ByteArrayContent(Frame(message)) { Headers = { ContentType = new("application/grpc") } },
        };
        response.TrailingHeaders.Add("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        response.TrailingHeaders.Add("grpc-message", "scripted");
        return response;
    }

    // "gRPC over HTTP2": a byte that says whether it is compressed, the length in four, the message.
    private static byte[] Frame(IMessage? message)
    {
        if (message is null)
        {
            return [];
        }

        var bytes = message.ToByteArray();
        var frame = new byte[5 + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
        bytes.CopyTo(frame, 5);
        return frame;
    }
}
