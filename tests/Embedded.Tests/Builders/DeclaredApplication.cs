using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lab.Embedded.Tests.Builders;

/// <summary>An application that is declared but not started, in a folder of its own.</summary>
public sealed class DeclaredApplication : IDisposable
{
    private DeclaredApplication(string[] args)
    {
        Folder = Directory.CreateTempSubdirectory("lab-builders-").FullName;
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            ProjectDirectory = Folder,
            Args = [$"--Lab:Home={Path.Combine(Folder, "home")}", .. args],
        });
    }

    /// <summary>The folder of the AppHost.</summary>
    public string Folder { get; }

    public IDistributedApplicationBuilder Builder { get; }

    public static DeclaredApplication ToRun(params string[] args) => new(args);

    public static DeclaredApplication ToPublish(params string[] args) => new(["--publisher", "manifest", .. args]);

    /// <summary>Gives every endpoint of a resource an address: the first port for the first endpoint, and so on.</summary>
    public static void Allocate(IResourceWithEndpoints resource, int firstPort = 10_000)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", firstPort, $"{firstPort}");
            firstPort++;
        }
    }

    /// <summary>Writes a project, with the launch settings and the appsettings that are given.</summary>
    public string AddProjectFile(string name, string? launchSettings = null, string? appSettings = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name));
        var project = Path.Combine(folder.FullName, $"{name}.csproj");
        File.WriteAllText(project, "<Project/>");
        if (launchSettings is not null)
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "Properties"));
            File.WriteAllText(Path.Combine(folder.FullName, "Properties", "launchSettings.json"), launchSettings);
        }

        if (appSettings is not null)
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), appSettings);
        }

        return project;
    }

    /// <summary>The environment that a resource is started with, or that a manifest names.</summary>
    public async Task<Dictionary<string, string>> EnvironmentOf(IResource resource)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithEnvironmentVariablesConfig()
            .BuildAsync(Builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        return configuration.Exception is null ? configuration.EnvironmentVariables.ToDictionary() : throw configuration.Exception;
    }

    /// <summary>The arguments that a resource is started with, or that a manifest names.</summary>
    public async Task<string[]> ArgumentsOf(IResource resource)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithArgumentsConfig()
            .BuildAsync(Builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        return configuration.Exception is null ? [.. configuration.Arguments.Select(argument => argument.Value)] : throw configuration.Exception;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
