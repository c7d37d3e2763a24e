using System.Security.Cryptography;
using System.Text;

namespace Lab.Engines.Milvus.Access;

/// <summary>Hashes of passwords: PBKDF2 with SHA-256 (RFC 8018).</summary>
internal static class PasswordHash
{
    private const int Iterations = 100_000;
    private const int Size = 32;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    public static byte[] Compute(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, Size);
}
