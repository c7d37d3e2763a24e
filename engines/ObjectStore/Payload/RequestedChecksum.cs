using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Payload;

/// <summary>The checksum that a request gives or asks for; checked once its body is read.</summary>
internal sealed class RequestedChecksum : IDisposable
{
    private readonly string? given;
    private readonly string? md5;

    private RequestedChecksum(Checksum? checksum, string? given, string? md5)
    {
        Checksum = checksum;
        this.given = given;
        this.md5 = md5;
    }

    public Checksum? Checksum { get; }

    /// <param name="request">The request.</param>
    /// <param name="otherwise">The algorithm where the request says none.</param>
    public static RequestedChecksum Read(S3Request request, string? otherwise = null)
    {
        var given = Checksum.Names.Select(name => (Name: name, Value: request.Header(Checksum.HeaderOf(name)))).Where(pair => pair.Value is not null).ToArray();
        if (given.Length > 1)
        {
            throw S3Exception.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        var trailer = request.Header("x-amz-trailer")?.Trim().ToLowerInvariant();
        var trailing = trailer is null ? null : Checksum.Names.FirstOrDefault(name => Checksum.HeaderOf(name) == trailer)
            ?? throw S3Exception.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
        var asked = request.Header("x-amz-sdk-checksum-algorithm") ?? request.Header("x-amz-checksum-algorithm");
        var name = given.Length == 1 ? given[0].Name : trailing ?? asked ?? otherwise;
        var checksum = Checksum.Create(name);
        if (name is not null && checksum is null)
        {
            throw S3Exception.InvalidRequest($"Checksum algorithm provided is unsupported. Please try again with any of the valid types: [{string.Join(", ", Checksum.Names)}]");
        }

        var value = given.Length == 1 ? given[0].Value : null;
        var md5 = request.Header("content-md5");
        if (md5 is not null && !IsBase64(md5, 16))
        {
            throw new S3Exception(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

        return new(checksum, value, md5);
    }

    /// <exception cref="S3Exception">What came is not what was meant to come.</exception>
    public void Verify(S3Request request, string hexMd5, string? computed)
    {
        if (md5 is not null && Convert.ToHexStringLower(Convert.FromBase64String(md5)) != hexMd5)
        {
            throw new S3Exception(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        }

        var expected = given ?? (Checksum is not null && request.Body is ChunkedBody chunked && chunked.Trailer.TryGetValue(Checksum.Header, out var trailing) ? trailing : null);
        if (expected is not null && expected != computed)
        {
            throw new S3Exception(400, "BadDigest", $"The {Checksum!.Name} you specified did not match the calculated checksum.");
        }
    }

    public void Dispose() => Checksum?.Dispose();

    private static bool IsBase64(string text, int bytes) => Convert.TryFromBase64String(text, new byte[text.Length], out var written) && written == bytes;
}
