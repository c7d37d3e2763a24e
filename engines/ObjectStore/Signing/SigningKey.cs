using System.Security.Cryptography;
using System.Text;

namespace Lab.Engines.ObjectStore.Signing;

/// <summary>The key of one day, region and service, derived from the secret.</summary>
/// <remarks>"Create a signed AWS API request", AWS Identity and Access Management user guide.</remarks>
internal sealed class SigningKey
{
    private readonly byte[] key;

    public SigningKey(string secret, CredentialScope scope)
    {
        var day = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(scope.Day));
        var region = HMACSHA256.HashData(day, Encoding.UTF8.GetBytes(scope.Region));
        var service = HMACSHA256.HashData(region, Encoding.UTF8.GetBytes(scope.Service));
        key = HMACSHA256.HashData(service, "aws4_request"u8);
    }

    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    public bool Verifies(string text, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(text)), Encoding.ASCII.GetBytes(signature.ToLowerInvariant()));
}
