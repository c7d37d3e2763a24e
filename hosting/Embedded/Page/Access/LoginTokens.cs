using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>Tokens that each log one browser in, once. Only their hashes are kept.</summary>
internal sealed class LoginTokens
{
    private const int Outstanding = 32;
    private const int Length = 32;

    private readonly Lock gate = new();
    private readonly List<byte[]> hashes = [];

    /// <summary>Makes a token; the oldest of too many unused ones loses its worth.</summary>
    public string Issue()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));
        lock (gate)
        {
            hashes.Add(Hash(token));
            if (hashes.Count > Outstanding)
            {
                hashes.RemoveAt(0);
            }
        }

        return token;
    }

    /// <summary>Uses a token up.</summary>
    /// <returns>Whether it was issued and not used before.</returns>
    public bool Redeem(string token)
    {
        var hash = Hash(token);
        lock (gate)
        {
            var found = -1;
            for (var i = 0; i < hashes.Count; i++)
            {
                found = CryptographicOperations.FixedTimeEquals(hashes[i], hash) ? i : found;
            }

            if (found >= 0)
            {
                hashes.RemoveAt(found);
            }

            return found >= 0;
        }
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
