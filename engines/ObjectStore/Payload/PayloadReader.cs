using System.Globalization;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Signing;

namespace Lab.Engines.ObjectStore.Payload;

/// <summary>Unwraps a request's body by what the request says of it in <c>x-amz-content-sha256</c>.</summary>
internal static class PayloadReader
{
    private const string Streaming = "STREAMING-";

    public static void Attach(S3Request request, Signature signature)
    {
        var body = request.Context.Request.Body;
        var payload = signature.Payload;
        if (payload.StartsWith(Streaming, StringComparison.Ordinal))
        {
            var (signed, trailer) = payload switch
            {
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => (true, false),
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => (true, true),
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => (false, true),
                _ => throw S3Exception.NotImplemented($"The payload signature {payload}"),
            };
            request.Length = Number(request.Header("x-amz-decoded-content-length") ?? throw new S3Exception(411, "MissingContentLength", "The header x-amz-decoded-content-length is missing."));
            request.Body = new ChunkedBody(body, signed ? new ChunkSigner(signature) : null, trailer);
            return;
        }

        request.Length = request.Context.Request.ContentLength;
        request.Body = payload == "UNSIGNED-PAYLOAD" ? body
            : payload.Length == 64 && payload.All(char.IsAsciiHexDigit) ? new HashedBody(body, payload)
            : throw S3Exception.InvalidArgument("x-amz-content-sha256 must be a SHA-256 in hexadecimal, UNSIGNED-PAYLOAD or a STREAMING- value.");
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw S3Exception.InvalidArgument("x-amz-decoded-content-length must be a number of bytes.");
}
