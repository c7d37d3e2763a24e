using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Lab.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

    /// <summary>Makes the host's builder: settings of the AppHost's folder, user secrets, environment variables, then the command line.</summary>
    public static HostApplicationBuilder CreateBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, AppHostLocation appHost)
    {
        settings.ApplicationName ??= appHost.Assembly?.GetName().Name;
        settings.ContentRootPath ??= Directory.Exists(appHost.Directory) ? appHost.Directory : null;
        settings.Configuration ??= new();

        // Nothing of an AppHost changes once it is declared, and each watched file costs one of the few watchers that a user has.
        settings.Configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        var arguments = RunArguments.Parse(settings.Args ?? []);
        settings.Args = arguments.Rest;
        var builder = new HostApplicationBuilder(settings);
        if (arguments.Rest.Length > 0)
        {
            builder.Configuration.AddCommandLine(arguments.Rest, SwitchMappings);
        }

        builder.Configuration.AddInMemoryCollection(arguments.Configuration);
        builder.Configuration.AddInMemoryCollection(Facts(builder.Configuration, options, appHost));
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

        // What keeps the host from starting is thrown, and said by whoever handles it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        // The results of resources' health checks are shown with the resources: the log would say them again and again while something starts.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
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
            null => publisher is not null,
            "run" => false,
            "publish" => true,
            _ => throw CommandLineMistake.Of($"The operation '{operation}' is not known. Valid operations are 'publish' or 'run'."),
        };
        if (!publishes)
        {
            return new(DistributedApplicationOperation.Run);
        }

        return publisher is null or "manifest"
            ? new(DistributedApplicationOperation.Publish, "manifest")
            : throw CommandLineMistake.Of($"The publisher '{publisher}' is not known. The valid publisher is 'manifest'.");
    }

    private static Dictionary<string, string?> Facts(ConfigurationManager configuration, DistributedApplicationOptions options, AppHostLocation appHost)
    {
        var pathHash = Hash(appHost.ProjectFile.ToLowerInvariant());
        var nameHash = Hash(Path.GetFileName(appHost.ProjectFile));
        return new()
        {
            ["Lab:Home"] = LabHome.PathFor(appHost.Directory, configuration["Lab:Home"], configuration[LabHome.Variable]),
            ["AppHost:Directory"] = appHost.Directory,
            ["AppHost:Path"] = appHost.ProjectFile,
            ["AppHost:FilePath"] = appHost.ProjectFile,
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? Path.GetFileNameWithoutExtension(appHost.ProjectFile),
            ["AppHost:PathSha256"] = pathHash,
            ["AppHost:ProjectNameSha256"] = nameHash,

            // What is published must not depend on where the checkout lies; what runs must not be shared between checkouts.
            ["AppHost:Sha256"] = ExecutionContextOf(configuration).Operation is DistributedApplicationOperation.Publish ? nameHash : pathHash,
        };
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
