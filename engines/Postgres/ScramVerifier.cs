using System.Security.Cryptography;
using System.Text;

namespace Lab.Engines.Postgres;

/// <summary>What PostgreSQL keeps of a password under SCRAM-SHA-256 (RFC 5803): it proves the password, but does not give it away.</summary>
internal static class ScramVerifier
{
    // PostgreSQL's own choice; a generated password needs no stretching.
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    /// <summary>Makes the verifier of a password with a fresh salt.</summary>
    public static string Create(string password) => Create(password, RandomNumberGenerator.GetBytes(SaltLength));

    internal static string Create(string password, byte[] salt)
    {
        // PostgreSQL normalises as SASLprep says, whose main part is this form.
        var prepared = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        var salted = Rfc2898DeriveBytes.Pbkdf2(prepared, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}
