using System.Text.Json.Serialization;

namespace Lab.Repository.Keys;

/// <summary>The master key, wrapped by one passphrase or key file: an object under <c>keys/</c>.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Repository">The repository's id.</param>
/// <param name="Label">What a person calls it.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Derivation"><c>pbkdf2-sha512</c> (passphrase) or <c>hkdf-sha256</c> (key file).</param>
/// <param name="Iterations">Rounds of PBKDF2; 0 for a key file.</param>
/// <param name="Salt">Of the derivation, base64.</param>
/// <param name="Wrapped">Nonce, ciphertext and tag of AES-256-GCM, base64.</param>
public sealed record KeySlot(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("repository")] string Repository,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("created")] DateTimeOffset Created,
    [property: JsonPropertyName("derivation")] string Derivation,
    [property: JsonPropertyName("iterations")] int Iterations,
    [property: JsonPropertyName("salt")] byte[] Salt,
    [property: JsonPropertyName("wrapped")] byte[] Wrapped)
{
    internal const string Pbkdf2 = "pbkdf2-sha512";
    internal const string Hkdf = "hkdf-sha256";
}
