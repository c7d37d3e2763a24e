using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>How a test application differs from one that a person starts. Arguments and configuration of the test come first.</summary>
internal sealed class TestSettings(string[] args, Assembly? appHost, TestHome home, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private const string ProfileKey = "DOTNET_LAUNCH_PROFILE";

    public void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.Args = settings.Args = [.. settings.Args ?? [], .. args];
        options.AssemblyName ??= appHost?.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.ApplicationName ??= options.AssemblyName;
        configure(options, settings);
        options.Args = settings.Args;

        var defaults = new Dictionary<string, string?>
        {
            ["Lab:Home"] = home.Path,
            ["DcpPublisher:RandomizePorts"] = "true",
        };
        var given = Given(settings);
        AddLaunchProfile(given, defaults);
        settings.Configuration ??= new();

        // The host's builder loads all sources anew: values that were set without a source would be lost, and a query would be asked again.
        KeyValuePair<string, string?>[] kept = [.. settings.Configuration.AsEnumerable().Where(pair => pair.Value is not null), .. defaults.Where(pair => given[pair.Key] is null)];
        settings.Configuration.AddInMemoryCollection(kept);
    }

    // Each is a fresh read: sources that the test adds to the settings' own configuration stay last there.
    private static IConfigurationRoot Given(HostApplicationBuilderSettings settings)
    {
        var given = new ConfigurationBuilder();
        if (settings.Configuration is not null)
        {
            given.AddConfiguration(settings.Configuration);
        }

        return given.AddCommandLine(settings.Args ?? []).Build();
    }

    private void AddLaunchProfile(IConfiguration given, Dictionary<string, string?> defaults)
    {
        var directory = appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(fact => string.Equals(fact.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase))?.Value;
        if (directory is null || LaunchProfiles.ReadFile(Path.Combine(directory, "Properties", "launchSettings.json"), "the AppHost") is not { Profiles.Count: > 0 } settings)
        {
            return;
        }

        var name = given[ProfileKey] is { Length: > 0 } chosen ? chosen : settings.Profiles.First().Key;
        if (!settings.Profiles.TryGetValue(name, out var profile))
        {
            throw new InvalidOperationException($"The configured launch profile, '{name}', was not found in the launch settings file. It has: {string.Join(", ", settings.Profiles.Keys)}.");
        }

        defaults.TryAdd(ProfileKey, name);
        foreach (var (variable, value) in profile.EnvironmentVariables)
        {
            defaults.TryAdd(variable, value);

            // What the host reads of an environment variable goes without its prefix.
            foreach (var prefix in (string[])["DOTNET_", "ASPNETCORE_"])
            {
                if (variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    defaults.TryAdd(variable[prefix.Length..], value);
                }
            }
        }
    }
}
