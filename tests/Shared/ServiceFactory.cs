using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Lab.Testing;

/// <summary>A whole service in process, configured as the AppHost configures it.</summary>
/// <typeparam name="TProgram">Its program.</typeparam>
public sealed class ServiceFactory<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly Dictionary<string, string> _settings;

    public ServiceFactory(PostgresServer server, string database, params (string Key, string Value)[] settings)
    {
        _settings = new Dictionary<string, string>
        {
            [$"ConnectionStrings:{database}"] = server.ConnectionString(PostgresServer.NewDatabase()),
            ["Lab:CertificateAuthority"] = server.CertificateAuthority,
            ["Authentication:SigningKey"] = LabKey.Text,
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        const string connections = "ConnectionStrings:";
        foreach (var name in _settings.Keys.Where(key => key.StartsWith(connections, StringComparison.Ordinal)).Select(key => key[connections.Length..]).ToArray())
        {
            _settings.TryAdd($"Lab:CertificateAuthorities:{name}", server.CertificateAuthority);
        }
    }

    /// <summary>A client that carries a token with these roles.</summary>
    public HttpClient CreateClientAs(params string[] roles)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LabKey.Token(roles));
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
