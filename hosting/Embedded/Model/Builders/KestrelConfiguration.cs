using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What a project's own settings files say of the addresses that it listens on.</summary>
internal sealed class KestrelConfiguration
{
    private const string Http2 = "Http2";

    private readonly bool http2ByDefault;

    private KestrelConfiguration(IConfiguration configuration, bool excludeEndpoints)
    {
        http2ByDefault = configuration["Kestrel:EndpointDefaults:Protocols"] == Http2;
        Endpoints = excludeEndpoints
            ? []
            : [.. configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Where(endpoint => endpoint["Url"] is not null)
                .Select(endpoint => new ConfiguredEndpoint(endpoint.Key, ParseAddress(endpoint["Url"]!), endpoint["Protocols"]))];
    }

    public IReadOnlyList<ConfiguredEndpoint> Endpoints { get; }

    public static KestrelConfiguration Read(ProjectResource project, bool excludeEndpoints)
    {
        var folder = Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath)!;
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true)
            .Build();
        return new KestrelConfiguration(configuration, excludeEndpoints);
    }

    public static Address ParseAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var local = string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase);
            return new Address(address.Scheme, local ? "localhost" : address.Host, address.Port);
        }
        catch (FormatException exception)
        {
            throw new DistributedApplicationException($"'{url}' is not an address to listen on; allowed: scheme://host:port.", exception);
        }
    }

    public void SetTransport(EndpointAnnotation endpoint, string? protocols = null)
    {
        if (protocols is null ? http2ByDefault : protocols == Http2)
        {
            endpoint.Transport = "http2";
        }
    }

    public sealed record Address(string Scheme, string Host, int Port);

    public sealed record ConfiguredEndpoint(string Name, Address Address, string? Protocols);
}
