using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Lab.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded;

/// <summary>Reads what the host itself is configured with.</summary>
internal static class HostConfiguration
{
    private static readonly Dictionary<string, string> SwitchMappings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Pipeline:OutputPath",
    };

    /// <summary>Makes the host's builder: settings of the AppHost's folder, environment variables, then the command line.</summary>
    public static HostApplicationBuilder CreateBuilder(DistributedApplicationOptions options, AppHostLocation appHost)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = Directory.Exists(appHost.Directory) ? appHost.Directory : null,
            ApplicationName = appHost.Assembly?.GetName().Name,
        });
        if (options.Args is { Length: > 0 } args)
        {
            builder.Configuration.AddCommandLine(args, SwitchMappings);
        }

        builder.Configuration["Lab:Home"] ??= builder.Configuration[LabHome.Variable] ?? LabHome.DefaultPath(appHost.Directory);
        builder.Configuration["AppHost:Directory"] = appHost.Directory;
        builder.Configuration["AppHost:Path"] = appHost.Path;
        builder.Configuration["AppHost:FilePath"] = appHost.ProjectFile;
        builder.Configuration["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? Path.GetFileName(appHost.Path);
        builder.Configuration["AppHost:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(appHost.ProjectFile.ToLowerInvariant())));
        builder.Configuration["AppHost:PathSha256"] = builder.Configuration["AppHost:Sha256"];
        builder.Configuration["AppHost:ProjectNameSha256"] =
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(appHost.ProjectFile))));
        return builder;
    }

    /// <summary>Whether the application runs, or is published: <c>--operation run|publish</c>, <c>--publisher manifest</c>.</summary>
    /// <exception cref="DistributedApplicationException">The operation or the publisher is not known.</exception>
    public static DistributedApplicationExecutionContextOptions ExecutionContextOf(IConfiguration configuration)
    {
        var operation = configuration["AppHost:Operation"];
        var publisher = configuration["Publishing:Publisher"];
        var publishes = operation?.ToLowerInvariant() switch
        {
            null or "" => !string.IsNullOrEmpty(publisher),
            "run" => false,
            "publish" => true,
            _ => throw new DistributedApplicationException($"The operation '{operation}' is not known; allowed: run, publish."),
        };
        if (!publishes)
        {
            return new(DistributedApplicationOperation.Run);
        }

        return publisher is null or "" or "manifest"
            ? new(DistributedApplicationOperation.Publish, "manifest")
            : throw new DistributedApplicationException($"The publisher '{publisher}' is not known; allowed: manifest.");
    }
}
