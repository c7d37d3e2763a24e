using System.IO.Hashing;
using System.Security.Cryptography;

namespace Lab.Engines.ObjectStore.Payload;

/// <summary>One of the checksums that S3 keeps beside an object, computed as the bytes pass.</summary>
/// <remarks>"Checking object integrity" of the Amazon S3 user guide; values are base64 of big-endian bytes.</remarks>
internal sealed class Checksum : IDisposable
{
    private readonly NonCryptographicHashAlgorithm? plain;
    private readonly IncrementalHash? cryptographic;

    private Checksum(string name, NonCryptographicHashAlgorithm? plain, IncrementalHash? cryptographic)
    {
        Name = name;
        this.plain = plain;
        this.cryptographic = cryptographic;
    }

    public static IReadOnlyList<string> Names { get; } = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

    /// <summary>As S3 names it, for example <c>CRC32C</c>.</summary>
    public string Name { get; }

    /// <summary>The header that carries its value.</summary>
    public string Header => HeaderOf(Name);

    public static string HeaderOf(string name) => "x-amz-checksum-" + name.ToLowerInvariant();

    /// <summary>Whether parts' checksums make that of the whole object; the others are of the parts' checksums.</summary>
    public static bool IsFullObjectOnly(string name) => name == "CRC64NVME";

    public static Checksum? Create(string? name) => name?.ToUpperInvariant() switch
    {
        "CRC32" => new("CRC32", new Crc32(Crc32ParameterSet.Crc32), null),
        "CRC32C" => new("CRC32C", new Crc32(Crc32ParameterSet.Crc32C), null),
        "CRC64NVME" => new("CRC64NVME", new Crc64(Crc64ParameterSet.Nvme), null),
        "SHA1" => new("SHA1", null, IncrementalHash.CreateHash(HashAlgorithmName.SHA1)),
        "SHA256" => new("SHA256", null, IncrementalHash.CreateHash(HashAlgorithmName.SHA256)),
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        plain?.Append(bytes);
        cryptographic?.AppendData(bytes);
    }

    public string Finish() => Convert.ToBase64String(cryptographic?.GetHashAndReset() ?? BigEndian(plain!.GetHashAndReset()));

    public void Dispose() => cryptographic?.Dispose();

    private static byte[] BigEndian(byte[] hash)
    {
        // The reflected polynomials give little-endian bytes.
        hash.AsSpan().Reverse();
        return hash;
    }
}
