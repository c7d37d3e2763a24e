using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>How one kind of server runs as a local process.</summary>
/// <param name="Id">The engine's name, as an <c>EngineReference</c> of the AppHost's project gives it, for example <c>postgres</c>.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="IsRealServer">Whether it is a real server, not an emulator of one.</param>
/// <param name="PrimaryEndpoint">The endpoint whose port the engine is told.</param>
/// <param name="HasTls">Whether the engine speaks TLS there, with a certificate of the lab's authority.</param>
/// <param name="UserName">Its administrator's name; <see langword="null"/> where the engine knows no users.</param>
/// <param name="Password">Its administrator's password; <see langword="null"/> where the engine has no authentication.</param>
internal sealed record EmbeddedEngine(
    string Id,
    string Title,
    bool IsRealServer,
    string PrimaryEndpoint,
    bool HasTls,
    ReferenceExpression? UserName,
    ParameterResource? Password)
{
    /// <summary>The schemes of addresses that change with TLS, and what they become.</summary>
    public IReadOnlyDictionary<string, string> SecureSchemes { get; init; } = new Dictionary<string, string> { [Uri.UriSchemeHttp] = Uri.UriSchemeHttps };
}
