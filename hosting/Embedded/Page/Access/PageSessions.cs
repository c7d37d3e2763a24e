using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>Browsers that are logged in. A session ends with the host, or when it was not used for <see cref="Idle"/>.</summary>
internal sealed class PageSessions(TimeProvider timeProvider)
{
    /// <summary>How long an unused session lasts.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    private const int Limit = 64;
    private const int Length = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> lastUses = [];

    /// <summary>Starts a session.</summary>
    /// <returns>Its secret, for the browser's cookie.</returns>
    public string Create()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));
        lock (gate)
        {
            if (lastUses.Count == Limit)
            {
                lastUses.Remove(lastUses.MinBy(session => session.Value).Key);
            }

            lastUses[Key(secret)] = timeProvider.GetUtcNow();
        }

        return secret;
    }

    /// <summary>Uses a session.</summary>
    /// <returns>Whether the secret is that of a session that has not ended.</returns>
    public bool Use(string secret)
    {
        // Looked up by hash: how long the look-up takes tells nothing about a secret.
        var key = Key(secret);
        var now = timeProvider.GetUtcNow();
        lock (gate)
        {
            if (!lastUses.TryGetValue(key, out var last))
            {
                return false;
            }

            if (now - last > Idle)
            {
                lastUses.Remove(key);
                return false;
            }

            lastUses[key] = now;
            return true;
        }
    }

    private static string Key(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
