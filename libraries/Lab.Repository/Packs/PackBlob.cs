namespace Lab.Repository.Packs;

/// <summary>Chunks that were compressed and encrypted together.</summary>
/// <param name="Ordinal">Which blob of its pack it is; its nonce.</param>
/// <param name="Offset">Where its ciphertext begins in the pack.</param>
/// <param name="StoredLength">Bytes of ciphertext and tag.</param>
/// <param name="Chunks">What it holds, in order.</param>
internal sealed record PackBlob(int Ordinal, long Offset, int StoredLength, BlobChunk[] Chunks)
{
    /// <summary>Bytes of its chunks together.</summary>
    public int RawLength { get; } = Chunks.Sum(c => c.Length);
}
