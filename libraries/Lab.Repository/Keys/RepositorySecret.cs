using System.Security.Cryptography;
using System.Text;

namespace Lab.Repository.Keys;

/// <summary>What opens a repository: a passphrase or the content of a key file. It never shows itself.</summary>
public sealed class RepositorySecret
{
    private const int SmallestKeyFile = 32;

    private readonly byte[] bytes;

    private RepositorySecret(byte[] bytes, string derivation)
    {
        this.bytes = bytes;
        Derivation = derivation;
    }

    /// <summary>The key derivation that a new slot gets: slow for a passphrase, which can be guessed.</summary>
    internal string Derivation { get; }

    /// <summary>Takes a passphrase.</summary>
    /// <param name="passphrase">Not empty.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="RepositoryException">It is empty.</exception>
    public static RepositorySecret FromPassphrase(string passphrase) => string.IsNullOrEmpty(passphrase)
        ? throw new RepositoryException(RepositoryError.Invalid, "the passphrase is empty: give one of at least one character.")
        : new RepositorySecret(Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), KeySlot.Pbkdf2);

    /// <summary>Takes the content of a key file: random bytes that nobody can guess.</summary>
    /// <param name="content">At least 32 bytes.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="RepositoryException">It is too short.</exception>
    public static RepositorySecret FromKeyFile(ReadOnlySpan<byte> content) => content.Length < SmallestKeyFile
        ? throw new RepositoryException(RepositoryError.Invalid, $"the key file has {content.Length} bytes: it needs at least {SmallestKeyFile} random ones.")
        : new RepositorySecret(content.ToArray(), KeySlot.Hkdf);

    /// <summary>Derives the key that wraps the master key.</summary>
    internal byte[] Derive(string derivation, byte[] salt, int iterations) => derivation == KeySlot.Pbkdf2
        ? Rfc2898DeriveBytes.Pbkdf2(bytes, salt, iterations, HashAlgorithmName.SHA512, 32)
        : HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, salt, "lab-repository key file"u8.ToArray());
}
