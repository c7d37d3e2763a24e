using System.Security.Cryptography;
using System.Text;

namespace Lab.Repository.Format;

/// <summary>Everything that is derived from the repository's master key. Safe for many threads.</summary>
internal sealed class RepositoryCipher
{
    public const int MasterKeySize = 32;
    public const int LargestObject = 1 << 30;

    private const int SaltSize = 16;
    private static readonly byte[] Magic = "LABOBJ01"u8.ToArray();
    private readonly byte[] master;
    private readonly byte[] chunkKey;

    public RepositoryCipher(ReadOnlySpan<byte> master)
    {
        this.master = master.ToArray();
        chunkKey = Derive([], "lab-repository chunk-id", 32);
        GearSeed = Derive([], "lab-repository gear", 2048);
    }

    /// <summary>2,048 bytes that make the chunker's gear table, so that chunk boundaries tell nothing of known contents.</summary>
    public byte[] GearSeed { get; }

    /// <summary>The master key itself, to be wrapped by another passphrase.</summary>
    public ReadOnlySpan<byte> Master => master;

    /// <summary>Names a chunk.</summary>
    public ChunkId Identify(ReadOnlySpan<byte> chunk)
    {
        Span<byte> hash = stackalloc byte[ChunkId.Size];
        HMACSHA256.HashData(chunkKey, chunk, hash);
        return ChunkId.Read(hash);
    }

    /// <summary>The cipher of one pack. A pack's id is never used twice, so neither is its key; within it each nonce is used once.</summary>
    public AesGcm ForPack(PackId pack)
    {
        Span<byte> salt = stackalloc byte[PackId.Size];
        pack.Write(salt);
        return new AesGcm(Derive(salt, "lab-repository pack", 32), RepositoryFormat.TagSize);
    }

    /// <summary>Seals a small object under a key of its own that also depends on where the object lies, so that none can stand in for another.</summary>
    public byte[] Seal(string key, ReadOnlySpan<byte> content)
    {
        using var codec = new BlobCodec();
        var packed = new byte[BlobCodec.Bound(content.Length)];
        var length = codec.Pack(content, packed);

        var sealedObject = new byte[Magic.Length + SaltSize + length + RepositoryFormat.TagSize];
        Magic.CopyTo(sealedObject, 0);
        var salt = sealedObject.AsSpan(Magic.Length, SaltSize);
        RandomNumberGenerator.Fill(salt);
        using var cipher = ForObject(salt, key);
        cipher.Encrypt(stackalloc byte[12], packed.AsSpan(0, length), sealedObject.AsSpan(Magic.Length + SaltSize, length), sealedObject.AsSpan(^RepositoryFormat.TagSize));
        return sealedObject;
    }

    /// <summary>Opens what <see cref="Seal"/> sealed for the same place.</summary>
    /// <exception cref="RepositoryException">The object is damaged.</exception>
    public byte[] Open(string key, ReadOnlySpan<byte> sealedObject)
    {
        try
        {
            if (sealedObject.Length < Magic.Length + SaltSize + 1 + RepositoryFormat.TagSize || !sealedObject.StartsWith(Magic))
            {
                throw new InvalidDataException("it is not one of this repository's objects");
            }

            using var cipher = ForObject(sealedObject.Slice(Magic.Length, SaltSize), key);
            var packed = new byte[sealedObject.Length - Magic.Length - SaltSize - RepositoryFormat.TagSize];
            cipher.Decrypt(stackalloc byte[12], sealedObject[(Magic.Length + SaltSize)..^RepositoryFormat.TagSize], sealedObject[^RepositoryFormat.TagSize..], packed);
            using var codec = new BlobCodec();
            return codec.Unpack(packed, LargestObject);
        }
        catch (Exception error) when (error is InvalidDataException or CryptographicException)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{key} is damaged: {(error is CryptographicException ? "its seal is broken" : error.Message)}.", error);
        }
    }

    private AesGcm ForObject(ReadOnlySpan<byte> salt, string key) => new(Derive(salt, $"lab-repository object {key}", 32), RepositoryFormat.TagSize);

    private byte[] Derive(ReadOnlySpan<byte> salt, string purpose, int size)
    {
        var derived = new byte[size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, derived, salt, Encoding.UTF8.GetBytes(purpose));
        return derived;
    }
}
