using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Signing;

namespace Lab.Engines.ObjectStore.Payload;

/// <summary>Checks the signatures of a body's chunks, each of which continues the one before.</summary>
/// <remarks>"Signature calculations: transferring payload in multiple chunks" of the Amazon S3 API reference.</remarks>
internal sealed class ChunkSigner(Signature seed)
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private string previous = seed.Value;

    public void CheckChunk(string hash, string? signature) => Check($"AWS4-HMAC-SHA256-PAYLOAD\n{seed.Time}\n{seed.Scope}\n{previous}\n{EmptyHash}\n{hash}", signature);

    public void CheckTrailer(string hash, string? signature) => Check($"AWS4-HMAC-SHA256-TRAILER\n{seed.Time}\n{seed.Scope}\n{previous}\n{hash}", signature);

    private void Check(string text, string? signature)
    {
        if (signature is null || !seed.Key.Verifies(text, signature))
        {
            throw new S3Exception(403, "SignatureDoesNotMatch", "The signature of a chunk does not match.");
        }

        previous = signature.ToLowerInvariant();
    }
}
