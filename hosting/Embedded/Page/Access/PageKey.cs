using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Lab.State;

namespace Lab.Hosting.Embedded.Page.Access;

/// <summary>The key by which programs use the API; kept in the state folder, readable by its owner only.</summary>
internal sealed class PageKey
{
    /// <summary>The key's file in the state folder.</summary>
    public const string FileName = "page.key";

    private const int Length = 32;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] hash;

    private PageKey(string key) => hash = Hash(key);

    /// <summary>Reads the key, or makes one where there is none, or none that was kept private.</summary>
    /// <exception cref="StateFolderException">The file cannot be written.</exception>
    public static PageKey Open(LabHome home)
    {
        var path = Path.Combine(home.Path, FileName);
        if (Read(path) is { } kept)
        {
            return new(kept);
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));
        PrivateFile.Write(path, key + "\n");
        return new(key);
    }

    /// <summary>Whether this is the key; the comparison takes the same time for any.</summary>
    public bool Matches(string key) => CryptographicOperations.FixedTimeEquals(hash, Hash(key));

    private static string? Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != Private)
            {
                return null;
            }

            var key = File.ReadAllText(path).Trim();
            return Base64Url.IsValid(key, out var length) && length == Length ? key : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
