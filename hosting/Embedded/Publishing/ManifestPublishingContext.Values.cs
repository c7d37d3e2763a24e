using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Publishing;

namespace Aspire.Hosting.Publishing;

/// <content>The parts of an entry that several kinds of resources share.</content>
public sealed partial class ManifestPublishingContext
{
    private readonly ManifestReferences _references = new();
    private readonly PortAllocator _ports = new();

    /// <summary>The path as seen from the manifest's folder, with forward slashes.</summary>
    /// <param name="path">A path; a relative one starts at the current folder.</param>
    /// <returns>Null for null.</returns>
    [return: NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(ManifestPath))
            ?? throw new DistributedApplicationException($"The manifest's path '{ManifestPath}' names no file.");
        var native = path.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar);
        return Path.GetRelativePath(folder, native).Replace('\\', '/');
    }

    /// <summary>Sees to it that the resources that a value refers to get entries of their own.</summary>
    /// <param name="value">Anything; what refers to nothing is passed over.</param>
    public void TryAddDependentResources(object? value) => _references.Add(value);

    /// <summary>Writes <c>connectionString</c> for a resource that has one.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
        {
            TryAddDependentResources(expression);
            Writer.WriteString("connectionString", _references.Render(expression));
        }
    }

    /// <summary>Writes <c>bindings</c> for a resource that has endpoints.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteBindings(IResource resource)
    {
        var endpoints = resource.ResolveEndpoints(_ports);
        if (endpoints.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("bindings");
        foreach (var (endpoint, targetPort, exposedPort) in endpoints.Select(e => (e.Endpoint, e.TargetPort, e.ExposedPort)))
        {
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            if (exposedPort is { Value: { } port, IsImplicit: false } && port != targetPort.Value)
            {
                Writer.WriteNumber("port", port);
            }

            if (targetPort.Value is { } target)
            {
                Writer.WriteNumber("targetPort", target);
            }

            if (endpoint.IsExternal)
            {
                Writer.WriteBoolean("external", true);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    /// <summary>Writes <c>env</c> for a resource that has environment variables.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>When all callbacks have run.</returns>
    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var configuration = await ConfigurationAsync(ExecutionConfigurationBuilder.Create(resource).WithEnvironmentVariablesConfig()).ConfigureAwait(false);
        if (!configuration.EnvironmentVariablesWithUnprocessed.Any())
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, (value, text)) in configuration.EnvironmentVariablesWithUnprocessed)
        {
            Writer.WriteString(name, value is ReferenceExpression expression ? _references.Render(expression) : text);
            TryAddDependentResources(value);
        }

        Writer.WriteEndObject();
    }

    /// <summary>Writes <c>args</c> for a resource that has command line arguments.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>When all callbacks have run.</returns>
    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        var configuration = await ConfigurationAsync(ExecutionConfigurationBuilder.Create(resource).WithArgumentsConfig()).ConfigureAwait(false);
        if (!configuration.ArgumentsWithUnprocessed.Any())
        {
            return;
        }

        Writer.WriteStartArray("args");
        foreach (var (value, text, _) in configuration.ArgumentsWithUnprocessed)
        {
            Writer.WriteStringValue(value is ReferenceExpression expression ? _references.Render(expression) : text);
            TryAddDependentResources(value);
        }

        Writer.WriteEndArray();
    }

    private async Task<IExecutionConfigurationResult> ConfigurationAsync(IExecutionConfigurationBuilder builder)
    {
        var configuration = await builder.BuildAsync(ExecutionContext, cancellationToken: CancellationToken).ConfigureAwait(false);
        if (configuration.Exception is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        return configuration;
    }
}
