using System.Security.Cryptography;
using System.Text;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Security;

/// <summary>What the server keeps of a password. Source: RFC 5802 and RFC 7677 (SCRAM-SHA-256).</summary>
internal sealed record ScramCredential(int Iterations, byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    public const int DefaultIterations = 15_000;
    private const int SaltBytes = 28;

    /// <param name="password">ASCII, for which SASLprep changes nothing.</param>
    public static ScramCredential Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Derive(password, salt, DefaultIterations);
    }

    /// <summary>Whether the password is the one that this was made of.</summary>
    public bool IsOf(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, Salt, Iterations).StoredKey, StoredKey);

    public BsonDocument ToBson() => new()
    {
        { "iterationCount", Iterations },
        { "salt", Convert.ToBase64String(Salt) },
        { "storedKey", Convert.ToBase64String(StoredKey) },
        { "serverKey", Convert.ToBase64String(ServerKey) },
    };

    public static ScramCredential Read(BsonDocument document) => new(
        document["iterationCount"].AsInt32,
        Convert.FromBase64String(document["salt"].AsString),
        Convert.FromBase64String(document["storedKey"].AsString),
        Convert.FromBase64String(document["serverKey"].AsString));

    private static ScramCredential Derive(string password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, Encoding.UTF8.GetBytes("Client Key"));
        return new ScramCredential(iterations, salt, SHA256.HashData(clientKey), HMACSHA256.HashData(salted, Encoding.UTF8.GetBytes("Server Key")));
    }
}
