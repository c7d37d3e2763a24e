using System.Text.Json.Serialization;

namespace Lab.ServiceDefaults.Authentication.Login;

/// <summary>The answer to a program, in OAuth's form.</summary>
/// <param name="AccessToken">The token for the Authorization header.</param>
/// <param name="TokenType">How to send it: Bearer.</param>
/// <param name="ExpiresIn">Its lifetime in seconds.</param>
internal sealed record LoginAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);
