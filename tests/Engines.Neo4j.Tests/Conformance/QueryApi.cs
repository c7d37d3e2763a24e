using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>Speaks plain HTTP with a server.</summary>
internal sealed class QueryApi : IDisposable
{
    public const string Typed = "application/vnd.neo4j.query";

    private readonly HttpClient http;

    public QueryApi(Neo4jServer server)
    {
        var handler = new SocketsHttpHandler();
        if (server.AuthorityFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(file));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        http = new HttpClient(handler) { BaseAddress = new Uri(server.Http) };
        http.DefaultRequestHeaders.Authorization = Basic(server.User, server.Password);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>Sends a request.</summary>
    /// <returns>The status and the body.</returns>
    public async Task<(int Status, string Body)> SendAsync(
        HttpMethod method, string path, string? json, CancellationToken cancellationToken, string accept = "application/json", AuthenticationHeaderValue? user = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Authorization = user ?? http.DefaultRequestHeaders.Authorization;
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => http.Dispose();
}
