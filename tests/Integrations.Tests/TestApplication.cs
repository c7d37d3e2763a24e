using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Model;
using Microsoft.Extensions.Configuration;

namespace Lab.Integrations.Tests;

/// <summary>Builders of applications that are looked at and never run.</summary>
internal static class TestApplication
{
    public static LabDeclaration Lab { get; } = LabFile.Load(Path.Combine(AppContext.BaseDirectory, LabFile.Name));

    public static IDistributedApplicationBuilder Run(params (string Key, string Value)[] settings) => Create([], settings);

    public static IDistributedApplicationBuilder Publish(params (string Key, string Value)[] settings) =>
        Create(["--publisher", "manifest", "--output-path", Path.Combine(Path.GetTempPath(), "unused.json")], settings);

    public static async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, DistributedApplicationExecutionContext execution)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, resource) { ExecutionContext = execution };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return [.. arguments.Cast<string>()];
    }

    public static async Task<IReadOnlyDictionary<string, object>> EnvironmentAsync(IResource resource, DistributedApplicationExecutionContext execution)
    {
        var context = new EnvironmentCallbackContext(execution, resource);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    /// <summary>What the manifest shows for an environment variable.</summary>
    public static string? Manifest(this IReadOnlyDictionary<string, object> environment, string name) =>
        environment.GetValueOrDefault(name) is IManifestExpressionProvider provider ? provider.ValueExpression : environment.GetValueOrDefault(name)?.ToString();

    private static IDistributedApplicationBuilder Create(string[] arguments, (string Key, string Value)[] settings)
    {
        var home = Path.Combine(Path.GetTempPath(), $"lab-integrations-{Guid.NewGuid():n}");
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = [.. arguments, $"--Lab:Home={home}"],
            AssemblyName = typeof(TestApplication).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        return builder;
    }
}
